package org.yizhan.casework;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.When;

/**
 * One case as its page shows it to one person (办件页): what it is, what happened, what is next and what this person may do.
 *
 * @param writerWord what people call whoever it comes from
 * @param givingWord what people call giving one to a unit: 转办, 下达
 * @param due null while time is not counted, and when nothing is owed
 * @param unreckoned whether a limit runs whose day nobody knows yet, because the holidays on its way are not known
 * @param promised by when the writer may expect an answer while nothing is owed yet; null when that is not known
 * @param writer who wrote it; null when this person does not see that now
 * @param mayReveal whether this person may ask who wrote it, giving a reason
 * @param now what is to be done, and by whom
 * @param into the case into which it was merged and with which it is answered; null for all others
 * @param leads whether this person is a leader over it
 * @param offers what stands open to this person, the most likely first
 */
public record CaseSheet(CaseView view, String kindLabel, String writerWord, String givingWord, Labels labels,
        LocalDateTime receivedAt,
        @Nullable Due due, boolean unreckoned, @Nullable LocalDate promised,
        CaseFace face, @Nullable List<CaseFace.Line> writer, boolean mayReveal, List<Open> now, List<Offer> offers,
        Needed needed, List<Told> told, List<Said> opinions, List<Answer> answers, List<Attached> files,
        List<Tied> ties, int moreTies, @Nullable Tied into, Together together, List<CaseLinks.Link> links,
        boolean leads) {
    static final String OF_WRITER = "同一人的";

    public CaseSheet {
        now = List.copyOf(now);
        offers = List.copyOf(offers);
        told = List.copyOf(told);
        opinions = List.copyOf(opinions);
        answers = List.copyOf(answers);
        files = List.copyOf(files);
        ties = List.copyOf(ties);
        links = List.copyOf(links);
    }

    CaseSheet revealed(List<CaseFace.Line> who) {
        return new CaseSheet(view, kindLabel, writerWord, givingWord, labels, receivedAt, due, unreckoned, promised,
                face, who,
                false, now,
                offers, needed, told,
                opinions, answers, files, ties, moreTies, into, together, links, leads);
    }

    /** The words for the codes of this case; empty where there is nothing to say. */
    public record Labels(String state, String beginning, String clazz, String subject, String region, String channel,
            String outcome, String home,
            String lead, String assisting) {}

    /** @param hour when on that day it ends; empty for the end of the day */
    public record Due(When when, String hour) {}

    /**
     * @param whose whose task it is, in words
     * @param mine whether this person may do something there
     */
    public record Open(String step, String whose, boolean mine, @Nullable Due due) {}

    /**
     * @param label what people call doing it with a case like this
     * @param href the page where it is done; null for the form on this page
     */
    public record Offer(CaseAction action, String label, @Nullable String href) {}

    /**
     * One line of what happened.
     *
     * @param words null when nothing was written or when it is hidden
     * @param internal whether the writer does not see it
     */
    public record Told(String when, String what, String who, @Nullable String words, boolean internal, boolean bad) {}

    /** @param words null while the unit has not spoken */
    public record Said(String unit, @Nullable String words, String who, String when) {}

    public record Answer(int number, String text, String state, String who, String when) {}

    public record Attached(long file, String name) {}

    /** @param href null for a case that this person may not see */
    public record Tied(String how, String number, String title, String state, @Nullable String href) {}

    /**
     * What reads alike, to be merged into this one at once.
     *
     * @param progress of the latest time; null when it was never done
     */
    public record Together(boolean offered, Gathering.@Nullable Progress progress) {}

    /**
     * A unit that is probably meant.
     *
     * @param sure whether it can be no other
     */
    public record Likely(String path, String name, String why, boolean sure) {}

    /**
     * What the forms of the offers need.
     *
     * @param asked how much more time was asked for, in words; empty for none
     * @param askedWhy why it was asked for
     * @param mostAsked the most that can be asked for now
     * @param lastReply the text handed in last
     * @param ownReply whether this person handed it in
     * @param subject what it is about, or probably is
     * @param into the number of the case into which it is probably merged; empty for none
     * @param assists whether its process has a place for units that help
     * @param signs whether its process lets a leader sign the answer
     * @param endings how it can be ended as it stands, by code
     */
    public record Needed(Map<CaseKind.Ground.Purpose, List<CaseKind.Ground>> grounds, Map<String, String> units,
            List<Likely> likely, Map<String, String> assisting, Map<String, String> steps, String asked,
            String askedWhy, int askedAmount, int mostAsked, String extensionUnit, String lastReply, boolean ownReply,
            List<StandardReplies.Line> standard,
            CaseLabels labels, String subject, String into, boolean assists, boolean signs,
            Map<String, String> endings) {}

    /** Whether more of the same writer is known. */
    public boolean knowsWriter() {
        return ties.stream().anyMatch(tie -> tie.how().equals(OF_WRITER));
    }

    /** Whether this person writes down what a leader wrote on paper. */
    public boolean entersForLeader() {
        return !leads;
    }

    public boolean offers(CaseAction action) {
        return offers.stream().anyMatch(offer -> offer.action() == action);
    }

    /** What people call ending it as it stands: 直接办结, 作废. */
    public String endingWord() {
        return offers.stream()
                .filter(offer -> offer.action() == CaseAction.END)
                .map(Offer::label)
                .findFirst()
                .orElse(CaseAction.END.label());
    }

    public boolean isMine() {
        return now.stream().anyMatch(Open::mine);
    }
}
