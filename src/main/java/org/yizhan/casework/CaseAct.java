package org.yizhan.casework;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/** What somebody wants to do with a case, with all that it needs. {@code words} are shown to whoever may read the case. */
public sealed interface CaseAct {
    CaseAction action();

    /** What the person wrote; empty when the act needs no words. */
    default String words() {
        return "";
    }

    record Accept(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.ACCEPT;
        }
    }

    /** @param ground a code of the kind's list of grounds */
    record Refuse(String ground, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.REFUSE;
        }
    }

    /**
     * @param arbitrated whether this decides a dispute: the unit cannot return it
     * @param signOff whether the answer needs a leader's signature
     */
    record Dispatch(UnitPath lead, List<UnitPath> assisting, boolean arbitrated, boolean signOff, String words)
            implements
                CaseAct {
        public Dispatch {
            assisting = List.copyOf(assisting);
        }

        @Override
        public CaseAction action() {
            return arbitrated ? CaseAction.ARBITRATE : CaseAction.DISPATCH;
        }
    }

    /** @param channel a code of the kind's list of other channels */
    record Transfer(String channel, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.TRANSFER;
        }
    }

    record Sign() implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.SIGN;
        }
    }

    record Return(String ground, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.RETURN;
        }
    }

    record AddAssisting(UnitPath unit) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.ADD_ASSISTING;
        }
    }

    record RemoveAssisting(UnitPath unit, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.REMOVE_ASSISTING;
        }
    }

    record GiveOpinion(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.GIVE_OPINION;
        }
    }

    record AskSupplement(LocalDate until, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.ASK_SUPPLEMENT;
        }
    }

    /** @param files ids of stored files, with the names under which the writer knows them */
    record AddMaterial(String words, List<CaseFiles.Attached> files) implements CaseAct {
        public AddMaterial {
            files = List.copyOf(files);
        }

        @Override
        public CaseAction action() {
            return CaseAction.ADD_MATERIAL;
        }
    }

    record Suspend(String ground, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.SUSPEND;
        }
    }

    record Resume(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.RESUME;
        }
    }

    /** @param amount in the unit of the limit: days, or minutes */
    record AskExtension(int amount, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.ASK_EXTENSION;
        }
    }

    /** @param amount how much is granted; null when it is not */
    record DecideExtension(@Nullable Integer amount, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return amount == null ? CaseAction.DENY_EXTENSION : CaseAction.GRANT_EXTENSION;
        }
    }

    record GiveDate(LocalDate until, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.GIVE_DATE;
        }
    }

    /** By a leader, or by the office that enters what a leader wrote on paper and says who it was. */
    record Instruct(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.INSTRUCT;
        }
    }

    /** By the office or a leader; a writer's is {@link UrgeAsWriter}. */
    record Urge(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.URGE;
        }
    }

    record UrgeAsWriter() implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.URGE_AS_WRITER;
        }
    }

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

        @Override
        public CaseAction action() {
            return CaseAction.DRAFT_REPLY;
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

        @Override
        public CaseAction action() {
            return CaseAction.APPROVE_REPLY;
        }
    }

    record SignOff(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.SIGN_OFF;
        }
    }

    record SendBack(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.SEND_BACK;
        }
    }

    record Report(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.REPORT;
        }
    }

    record Finish(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.FINISH;
        }
    }

    record Confirm(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.CONFIRM;
        }
    }

    record Note(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.NOTE;
        }
    }

    record Merge(CaseId into) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.MERGE;
        }
    }

    record Link(CaseId other) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.LINK;
        }
    }

    record Correct(CaseEvent.Corrected.Field field, String value, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.CORRECT;
        }
    }

    /** @param node the step of the process at which it goes on */
    record Move(String node, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.MOVE;
        }
    }

    /** The process chooses the step. */
    record Reopen(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.REOPEN;
        }
    }

    record AskAgain(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.ASK_AGAIN;
        }
    }

    record Publish() implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.PUBLISH;
        }
    }

    record Unpublish(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.UNPUBLISH;
        }
    }

    record Withdraw(String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.WITHDRAW;
        }
    }

    /** @param solved null when the writer does not say */
    record Rate(@Nullable Boolean solved, int satisfaction, String words) implements CaseAct {
        @Override
        public CaseAction action() {
            return CaseAction.RATE;
        }
    }
}
