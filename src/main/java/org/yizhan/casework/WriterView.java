package org.yizhan.casework;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.DueDate;
import org.yizhan.calendar.When;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.TimelineStep;

/**
 * A case as its writer sees it (我的办件): nothing of what staff say among themselves.
 *
 * @param what what people call a case of this kind: 来信
 * @param state in a sentence, with what comes next
 * @param unit who answers; empty while nobody does, and where it is not said
 * @param asked what was written
 * @param owed what is owed next; null when nothing is, or while time is not counted
 * @param promised by when an answer may be expected while nothing is owed yet; null when that is not known
 * @param supplement what the writer is asked for; null when nothing is
 * @param barred why what the state permits cannot be done now
 */
public record WriterView(CaseId id, String number, String what, String title, String state, String unit, String asked,
        @Nullable Owed owed, @Nullable LocalDate promised, @Nullable Supplement supplement, List<TimelineStep> history,
        List<Answer> answers, List<CaseKind.WriterPaper> papers,
        List<TakenOut> takenOut,
        List<CaseFiles.Line> files, WriterCourse course, List<CaseAction> possible, Map<CaseAction, Refusal> barred) {
    public WriterView {
        history = List.copyOf(history);
        answers = List.copyOf(answers);
        papers = List.copyOf(papers);
        takenOut = List.copyOf(takenOut);
        files = List.copyOf(files);
        possible = List.copyOf(possible);
        barred = Collections.unmodifiableMap(new LinkedHashMap<>(barred));
    }

    private static final List<String> DEGREES = List.of("很不满意", "不满意", "一般", "满意", "很满意");

    /** @param days on the way from the first to the last, with why each is counted or not */
    public record Owed(String limit, String basis, String term, LocalDate from, When when, List<DueDate.Day> days) {
        public Owed {
            days = List.copyOf(days);
        }

        public List<DueDate.Day> uncounted() {
            return days.stream().filter(day -> !day.counted()).toList();
        }
    }

    public record Supplement(LocalDate until, String words) {}

    /** @param shared whether it was given to the case into which this one was merged */
    public record Answer(String when, String text, boolean shared) {}

    /** A matter of it that became a case of its own, with the code by which it is followed. */
    public record TakenOut(String number, String code, String title) {}

    public boolean may(CaseAction action) {
        return possible.contains(action);
    }

    public @Nullable Refusal barred(CaseAction action) {
        return barred.get(action);
    }

    /** The degrees of satisfaction in words, from 1 to 5. */
    public static String satisfied(int degree) {
        return DEGREES.get(degree - 1);
    }
}
