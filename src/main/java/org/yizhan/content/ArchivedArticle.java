package org.yizhan.content;

import java.time.Instant;

import org.yizhan.shared.PersonId;

/**
 * An article that was public before it came into this program (历史稿件), with the people who stood for it then.
 *
 * @param reviewer who had reviewed it
 * @param leader who had signed the secrecy review
 */
public record ArchivedArticle(long columnId, Draft draft, Instant publishedAt, PersonId author, PersonId reviewer,
        PersonId leader) {}
