package org.yizhan.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * What the county knows of the matters that people bring, however they bring them (诉求): one tree of subjects, the words and the
 * experience by which a text is read, and what an answer must not leave out. The module that keeps the words provides it; kinds of case
 * that people bring share it, so that figures by subject are about the same subjects (ADR 0151).
 */
public interface Matters {
    /** What can be chosen now, both levels in words by their code, in order. */
    Map<String, String> subjects();

    /** The same with what is not in use any more. */
    Map<String, String> subjectNames();

    /** The places that a matter may be about: townships by their code. */
    Map<String, String> regions();

    /** How soon what is about this subject usually has to be handled. */
    LimitClass urgency(String subject);

    /** At most three, the likeliest first. */
    List<CaseKind.Suggestion> units(String text);

    Optional<String> subject(String text);

    /** The office gave it to this unit, which later suggestions learn from; in the act's transaction. */
    void given(CaseId id, UnitPath lead, String text);

    /** The office said that it is about this. */
    void about(CaseId id, String subject, String text);

    /** The same of cases that were taken over from an earlier time. */
    void earlier(List<Earlier> cases);

    /**
     * @param lead to which unit it went in the end; null when it went to none
     * @param subject empty when nobody said
     */
    record Earlier(CaseId id, String text, @Nullable UnitPath lead, String subject, LocalDate day) {}

    /**
     * What speaks against an answer.
     *
     * @param name of whoever asked; empty when nobody is known
     */
    List<CaseKind.ReplyFinding> check(CaseView view, String question, String name, String answer);
}
