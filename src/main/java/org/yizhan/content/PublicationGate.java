package org.yizhan.content;

import java.util.Optional;

import org.yizhan.shared.Refusal;

/**
 * Something that another module requires of a text before it goes public (发布前置条件), for instance that a policy document has its
 * interpretation. Every bean of this type is asked, inside the transaction of the act and under the lock of the document, whenever
 * an edition is about to go live: by hand, in bulk or at a time set beforehand.
 */
public interface PublicationGate {
    /**
     * The edition that is about to go live.
     *
     * @param model the code of its content model
     * @param disclosure whether its column belongs to the disclosure catalogue
     */
    record Candidate(long documentId, long columnId, String model, String title, boolean disclosure) {}

    /** Why it may not go live now, in words that the publisher can act on; empty when it may. */
    Optional<Refusal> refusal(Candidate candidate);
}
