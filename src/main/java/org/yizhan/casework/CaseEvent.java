package org.yizhan.casework;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * What happened to a case (办件事件). Events are the truth: the row of a case is what they make of it, in order. They hold ids,
 * codes and dates; what people wrote stands beside them, so that it can be erased.
 */
public sealed interface CaseEvent {
    /** It came in. */
    record Submitted() implements CaseEvent {}

    /** It is ours to handle. */
    record Accepted() implements CaseEvent {}

    /** It is not ours to handle, on this ground; the writer is told. */
    record Refused(String ground) implements CaseEvent {}

    /** It was given to a unit, and to others that help it (转办). */
    record Assigned(UnitPath lead, List<UnitPath> assisting) implements CaseEvent {
        public Assigned {
            assisting = List.copyOf(assisting);
        }
    }

    /** The unit has taken note of it (签收). */
    record SignedFor(UnitPath unit) implements CaseEvent {}

    /** The unit says that it is not its matter (退办). */
    record Returned(UnitPath unit, String ground) implements CaseEvent {}

    /** Whose matter it is was decided (裁定); the unit may not return it again. */
    record Arbitrated(UnitPath lead, List<UnitPath> assisting) implements CaseEvent {
        public Arbitrated {
            assisting = List.copyOf(assisting);
        }
    }

    /** It was handed to another channel, such as petitions (转其他渠道). */
    record Transferred(String channel) implements CaseEvent {}

    /** Another unit helps from now on (增加协办). */
    record AssistingAdded(UnitPath unit) implements CaseEvent {}

    /** It helps no longer. */
    record AssistingRemoved(UnitPath unit) implements CaseEvent {}

    /** An assisting unit said what it has to say (协办意见). */
    record OpinionGiven(UnitPath unit) implements CaseEvent {}

    /** The writer was asked for what is missing (补充材料). */
    record SupplementAsked(LocalDate until) implements CaseEvent {}

    /** What was missing has come: limits begin anew. */
    record SupplementReceived() implements CaseEvent {}

    /** More from the writer without having been asked. */
    record MaterialAdded() implements CaseEvent {}

    /** Time is not counted from now on, on a legal ground (中止). */
    record Suspended(String ground) implements CaseEvent {}

    record Resumed() implements CaseEvent {}

    /** What it waited for has come, and limits begin anew (重新计时). */
    record Restarted() implements CaseEvent {}

    /** The unit asks for more time, in the unit of the limit (申请延期). */
    record ExtensionAsked(String limit, int amount) implements CaseEvent {}

    record ExtensionGranted(String limit, int amount) implements CaseEvent {}

    record ExtensionDenied(String limit) implements CaseEvent {}

    /** A day was set from above (限定期限). */
    record DateGiven(LocalDate until) implements CaseEvent {}

    /**
     * A leader said what is to be done (批示).
     *
     * @param onPaper who wrote it on paper, as the office that entered it calls him; null when the leader did it
     */
    record Instructed(@Nullable String onPaper) implements CaseEvent {}

    /** Somebody pressed for it (催办). */
    record Urged(By by) implements CaseEvent {
        public enum By {
            OFFICE("办公室"), LEADER("领导"), WRITER("");

            private final String label;

            By(String label) {
                this.label = label;
            }

            /** @param writer what people call whoever the case comes from */
            String label(String writer) {
                return this == WRITER ? writer : label;
            }
        }
    }

    /** An answer was written and handed in. */
    record ReplyDrafted(int reply) implements CaseEvent {}

    /** The answer is to be written again. */
    record ReplySentBack(int reply) implements CaseEvent {}

    /** @param overridden codes of the findings of the reply check that stood against it */
    record ReplyApproved(int reply, List<String> overridden) implements CaseEvent {
        public ReplyApproved {
            overridden = List.copyOf(overridden);
        }
    }

    record ReplySent(int reply) implements CaseEvent {}

    /** A step of the kind's own was decided, by this code. */
    record Decided(String decision) implements CaseEvent {}

    record Published() implements CaseEvent {}

    record Unpublished() implements CaseEvent {}

    /**
     * What the writer thinks of it.
     *
     * @param solved whether the matter is solved; null when the writer does not say
     * @param satisfaction 1 (very dissatisfied) to 5 (very satisfied)
     */
    record Rated(@Nullable Boolean solved, int satisfaction) implements CaseEvent {
        public Rated {
            if (satisfaction < 1 || satisfaction > 5) {
                throw new IllegalArgumentException("satisfaction is 1 to 5, not " + satisfaction);
            }
        }
    }

    /** It is handled again, from this step on. */
    record Reopened(String node) implements CaseEvent {}

    record Closed(String outcome) implements CaseEvent {}

    /** The writer wants no answer any more. */
    record Withdrawn() implements CaseEvent {}

    /** An internal note, never shown to the writer. */
    record Noted() implements CaseEvent {}

    /** The unit has spoken with whoever wrote it (联系诉求人). */
    record Contacted() implements CaseEvent {}

    /** Progress that the writer may see. */
    record Reported() implements CaseEvent {}

    /** The same matter as another case, and answered with it. */
    record Merged(CaseId into) implements CaseEvent {}

    /** Another case was merged into this one. */
    record TookIn(CaseId other) implements CaseEvent {}

    record Linked(CaseId other) implements CaseEvent {}

    /** A matter of its own was taken out of it into a case of its own. */
    record Split(CaseId into) implements CaseEvent {}

    /** It is such a matter, and was part of another case before. */
    record TakenOut(CaseId from) implements CaseEvent {}

    /** Something was registered wrongly and is put right; what it was is kept. */
    record Corrected(Field field, String before, String after) implements CaseEvent {
        public enum Field {
            TITLE("标题"), SUBJECT("分类"), CLASS("类型"), REGION("地区"), GUARDED("保密");

            private final String label;

            Field(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }
    }

    /** The process was taken back to an earlier step, or on to another, by someone who may. */
    record Moved(String node) implements CaseEvent {}

    /** The process goes on under another version. */
    record Carried(int process) implements CaseEvent {}

    /** A date changed with a holiday notice, or because it is known better from when the limit counts. */
    record Redated(String limit, @Nullable LocalDate before, @Nullable LocalDate after) implements CaseEvent {}

    /** A limit has passed. */
    record FellDue(String limit, LocalDate due) implements CaseEvent {}

    /** All types by their code, in the order of the list above. */
    Map<String, Class<? extends CaseEvent>> TYPES = Arrays.stream(CaseEvent.class.getPermittedSubclasses())
            .map(type -> type.<CaseEvent>asSubclass(CaseEvent.class))
            .collect(Collectors.toUnmodifiableMap(
                    type -> type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT),
                    Function.identity()));

    /** The codes by type. */
    Map<Class<? extends CaseEvent>, String> CODES = TYPES.entrySet()
            .stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    /** As the row names it: {@code SIGNED_FOR}. */
    default String type() {
        return Objects.requireNonNull(CODES.get(getClass()));
    }
}
