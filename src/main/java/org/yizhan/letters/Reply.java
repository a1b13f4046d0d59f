package org.yizhan.letters;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.yizhan.search.Keywords;

/**
 * A reply before it is sent, with what it is compared with (待发答复).
 *
 * @param question title and text of the letter
 * @param speaker names of the unit that answers, in full and short
 * @param others names of the county's other units, in full and short
 * @param writers names of who wrote; empty for nobody known
 * @param officeNumbers telephones that the county has made public, as they are written
 * @param stockPhrases phrases that say nothing
 * @param earlier answers that this unit gave before
 * @param given what was answered last to this very letter, which is handled anew; empty otherwise
 * @param day when it is to be sent
 * @param sense what several rules look at
 */
record Reply(String question, String text, List<String> speaker, List<String> others, Set<String> writers,
        Set<String> officeNumbers, List<String> stockPhrases, List<Earlier> earlier, String given,
        LocalDate day, Sense sense) {
    Reply(String question, String text, List<String> speaker, List<String> others, Set<String> writers,
            Set<String> officeNumbers, List<String> stockPhrases, List<Earlier> earlier, LocalDate day) {
        this(question, text, speaker, others, writers, officeNumbers, stockPhrases, earlier, "", day,
                Sense.of(question, text));
    }

    Reply {
        speaker = List.copyOf(speaker);
        others = List.copyOf(others);
        writers = Set.copyOf(writers);
        officeNumbers = Set.copyOf(officeNumbers);
        stockPhrases = List.copyOf(stockPhrases);
        earlier = List.copyOf(earlier);
    }

    Reply after(List<Earlier> replies) {
        return new Reply(question, text, speaker, others, writers, officeNumbers, stockPhrases, replies, given, day,
                sense);
    }

    Reply againAfter(String answer) {
        return new Reply(question, text, speaker, others, writers, officeNumbers, stockPhrases, earlier, answer, day,
                sense);
    }

    /**
     * @param sentences of the reply
     * @param core its clauses without what only politeness says
     * @param keywords of the letter
     */
    record Sense(List<Passage> sentences, List<Passage> core, Map<String, Double> keywords) {
        static Sense of(String question, String text) {
            List<Passage> sentences = Passage.sentences(text);
            return new Sense(sentences, ReplyRule.core(sentences), Keywords.of(question));
        }
    }

    /**
     * A reply that was sent.
     *
     * @param title of the letter that it answered
     */
    record Earlier(String title, String question, String text) {}
}
