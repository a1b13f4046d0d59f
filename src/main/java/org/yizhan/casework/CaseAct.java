package org.yizhan.casework;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.UnitPath;

/** What somebody wants to do with a case, with all that it needs. {@code words} are shown to whoever may read the case. */
public sealed interface CaseAct {
    /** What it is in the one table of what can be done. */
    default CaseAction action() {
        return switch (this) {
            case Accept _ -> CaseAction.ACCEPT;
            case Refuse _ -> CaseAction.REFUSE;
            case Dispatch to -> to.arbitrated() ? CaseAction.ARBITRATE : CaseAction.DISPATCH;
            case Transfer _ -> CaseAction.TRANSFER;
            case Sign _ -> CaseAction.SIGN;
            case Return _ -> CaseAction.RETURN;
            case AddAssisting _ -> CaseAction.ADD_ASSISTING;
            case RemoveAssisting _ -> CaseAction.REMOVE_ASSISTING;
            case GiveOpinion _ -> CaseAction.GIVE_OPINION;
            case AskSupplement _ -> CaseAction.ASK_SUPPLEMENT;
            case AddMaterial _ -> CaseAction.ADD_MATERIAL;
            case Suspend _ -> CaseAction.SUSPEND;
            case Resume _ -> CaseAction.RESUME;
            case AskExtension _ -> CaseAction.ASK_EXTENSION;
            case DecideExtension decide -> decide.amount() == null
                    ? CaseAction.DENY_EXTENSION
                    : CaseAction.GRANT_EXTENSION;
            case GiveDate _ -> CaseAction.GIVE_DATE;
            case Instruct _ -> CaseAction.INSTRUCT;
            case Urge _ -> CaseAction.URGE;
            case UrgeAsWriter _ -> CaseAction.URGE_AS_WRITER;
            case DraftReply _ -> CaseAction.DRAFT_REPLY;
            case ApproveReply _ -> CaseAction.APPROVE_REPLY;
            case SignOff _ -> CaseAction.SIGN_OFF;
            case SendBack _ -> CaseAction.SEND_BACK;
            case Report _ -> CaseAction.REPORT;
            case Contact _ -> CaseAction.CONTACT;
            case Finish _ -> CaseAction.FINISH;
            case Confirm _ -> CaseAction.CONFIRM;
            case Note _ -> CaseAction.NOTE;
            case End _ -> CaseAction.END;
            case Merge _ -> CaseAction.MERGE;
            case Link _ -> CaseAction.LINK;
            case Split _ -> CaseAction.SPLIT;
            case Correct _ -> CaseAction.CORRECT;
            case Move _ -> CaseAction.MOVE;
            case Reopen _ -> CaseAction.REOPEN;
            case AskAgain _ -> CaseAction.ASK_AGAIN;
            case Publish _ -> CaseAction.PUBLISH;
            case Unpublish _ -> CaseAction.UNPUBLISH;
            case Withdraw _ -> CaseAction.WITHDRAW;
            case Rate _ -> CaseAction.RATE;
        };
    }

    /** The other case that it brings together with this one; null for all but a few. */
    default @Nullable CaseId other() {
        return null;
    }

    /** What the person wrote; empty when the act needs no words. */
    default String words() {
        return "";
    }

    record Accept(String words) implements CaseAct {}

    /** @param ground a code of the kind's list of grounds */
    record Refuse(String ground, String words) implements CaseAct {}

    /**
     * @param arbitrated whether this decides a dispute: the unit cannot return it
     * @param signOff whether the answer needs a leader's signature
     * @param subject what it is about, which is often seen only now; empty to leave it
     */
    record Dispatch(UnitPath lead, List<UnitPath> assisting, boolean arbitrated, boolean signOff, String subject,
            String words) implements CaseAct {
        public Dispatch {
            assisting = List.copyOf(assisting);
        }

        public Dispatch(UnitPath lead, List<UnitPath> assisting, boolean arbitrated, boolean signOff, String words) {
            this(lead, assisting, arbitrated, signOff, "", words);
        }
    }

    /** @param channel a code of the kind's list of other channels */
    record Transfer(String channel, String words) implements CaseAct {}

    record Sign() implements CaseAct {}

    record Return(String ground, String words) implements CaseAct {}

    record AddAssisting(UnitPath unit) implements CaseAct {}

    record RemoveAssisting(UnitPath unit, String words) implements CaseAct {}

    record GiveOpinion(String words) implements CaseAct {}

    record AskSupplement(LocalDate until, String words) implements CaseAct {}

    /** @param files ids of stored files, with the names under which the writer knows them */
    record AddMaterial(String words, List<CaseFiles.Attached> files) implements CaseAct {
        public AddMaterial {
            files = List.copyOf(files);
        }
    }

    record Suspend(String ground, String words) implements CaseAct {}

    record Resume(String words) implements CaseAct {}

    /** @param amount in the unit of the limit: days, or minutes */
    record AskExtension(int amount, String words) implements CaseAct {}

    /** @param amount how much is granted; null when it is not */
    record DecideExtension(@Nullable Integer amount, String words) implements CaseAct {}

    record GiveDate(LocalDate until, String words) implements CaseAct {}

    /** @param leader who wrote it on paper when the office enters it; null when the leader does it */
    record Instruct(@Nullable String leader, String words) implements CaseAct {
        public Instruct {
            String named = leader == null ? "" : PlainText.line(leader);
            leader = named.isEmpty() ? null : named;
        }

        public Instruct(String words) {
            this(null, words);
        }
    }

    /** By the office or a leader; a writer's is {@link UrgeAsWriter}. */
    record Urge(String words) implements CaseAct {}

    record UrgeAsWriter() implements CaseAct {}

    /**
     * @param overridden codes of what the reply check found and this person lets pass
     * @param why why that is right
     */
    record DraftReply(String words, List<String> overridden, String why) implements CaseAct {
        public DraftReply {
            overridden = List.copyOf(overridden);
        }

        public DraftReply(String words, List<String> overridden) {
            this(words, overridden, "");
        }
    }

    /** The answer as it will leave, perhaps mended by the office; see {@link DraftReply}. */
    record ApproveReply(String words, List<String> overridden, String why) implements CaseAct {
        public ApproveReply {
            overridden = List.copyOf(overridden);
        }

        public ApproveReply(String words, List<String> overridden) {
            this(words, overridden, "");
        }
    }

    record SignOff(String words) implements CaseAct {}

    record SendBack(String words) implements CaseAct {}

    record Report(String words) implements CaseAct {}

    /** The unit has spoken with whoever wrote it; {@code words} say how and what was agreed. */
    record Contact(String words) implements CaseAct {}

    record Finish(String words) implements CaseAct {}

    record Confirm(String words) implements CaseAct {}

    record Note(String words) implements CaseAct {}

    /** @param outcome one of those that the kind lets the office choose */
    record End(String outcome, String words) implements CaseAct {}

    record Merge(CaseId into) implements CaseAct {
        @Override
        public CaseId other() {
            return into;
        }
    }

    record Link(CaseId other) implements CaseAct {}

    /**
     * @param title of the matter that becomes a case of its own, which {@code words} tell
     * @param files ids of attachments of the first case that the other one has too
     */
    record Split(String title, String words, List<Long> files) implements CaseAct {
        public Split {
            title = PlainText.line(title);
            words = PlainText.lines(words);
            files = List.copyOf(files);
        }

        public Split(String title, String words) {
            this(title, words, List.of());
        }
    }

    record Correct(CaseEvent.Corrected.Field field, String value, String words) implements CaseAct {}

    /** @param node the step of the process at which it goes on */
    record Move(String node, String words) implements CaseAct {}

    /** The process chooses the step. */
    record Reopen(String words) implements CaseAct {}

    record AskAgain(String words) implements CaseAct {}

    record Publish() implements CaseAct {}

    record Unpublish(String words) implements CaseAct {}

    record Withdraw(String words) implements CaseAct {}

    /** @param solved null when the writer does not say */
    record Rate(@Nullable Boolean solved, int satisfaction, String words) implements CaseAct {}
}
