package org.yizhan.portal.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.SiteSlot;
import org.yizhan.content.TopicView;
import org.yizhan.evaluation.Ranking;
import org.yizhan.portal.CountyAnswers;

/**
 * What a home page shows: a first screen that asks what the visitor wants, then blocks in the order of the arrangement.
 *
 * @param today one line of the day
 * @param notices what editors want everybody to read first
 */
public record HomePage(boolean county, String name, String today, @Nullable ArticleLine newest, List<SiteSlot> notices,
        List<Task> tasks,
        List<Block> blocks, Times times, Meta meta) {
    /** Something that people come for. */
    public record Task(String label, String href, String icon) {}

    /** A link with its words. */
    public record Entry(String label, String href) {}

    /** A stretch of the page (版块). Each kind has one template; a block without content is not made at all. */
    public sealed interface Block
            permits Carousel, Lead, Pair, Policy, Answers, Services, Cards, Topics, Timeline, Ranks, Links {}

    /** Pictures that editors put first for a time; they move only when the visitor moves them. */
    public record Carousel(List<SiteSlot> slots) implements Block {}

    /**
     * The story of the day with its picture.
     *
     * @param lead null when no story has a picture; then the list is told with summaries
     */
    public record Lead(@Nullable ArticleLine lead, @Nullable Lines beside) implements Block {}

    /** The newest of one column; no address when it is of the whole site. */
    public record Lines(String title, String href, List<ArticleLine> lines) {}

    /**
     * One or two lists side by side.
     *
     * @param halved whether a single one keeps to its half, so that the next may stand beside it
     */
    public record Pair(Lines first, @Nullable Lines second, boolean halved) implements Block {
        Pair(Lines first, @Nullable Lines second) {
            this(first, second, false);
        }
    }

    /** What happened one after the other, the newest first. */
    public record Timeline(Lines lines) implements Block {}

    /** How the units stand, the first of them. */
    public record Ranks(String title, Ranking ranking, List<Ranking.Line> lines) implements Block {}

    /** Topics that go on, each with its banner. */
    public record Topics(String title, String href, List<TopicView.Card> cards) implements Block {}

    /** What was decided, and beside it what that means for people. */
    public record Policy(Lines documents, Lines interpretations) implements Block {}

    /** How letters of the month are answered. */
    public record Answers(String title, CountyAnswers.Month month) implements Block {}

    /** Guides by situation: the columns that hold them, and the newest. */
    public record Services(String title, String href, List<Entry> situations, List<ArticleLine> lines)
            implements
                Block {}

    /** Things with a picture and a sentence: leaders, videos. */
    public record Cards(String id, String title, String href, List<Card> cards, boolean people) implements Block {}

    /** @param picture file of the picture */
    public record Card(String label, String words, String href, @Nullable Long picture) {}

    /** Many short names, such as the unit sites; {@code all} leads to the rest. */
    public record Links(String id, String title, @Nullable Entry all, List<Entry> entries) implements Block {}

    public boolean isEmpty() {
        return blocks.stream().allMatch(block -> block instanceof Links);
    }
}
