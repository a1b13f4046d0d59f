package org.yizhan.casework;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;

/**
 * One act on several cases (批量办理). Each is done in a transaction of its own by the desk that does it singly, so that the rules are
 * the same and one that cannot be done keeps no other from being done.
 */
@Component
public class CaseBatch {
    private static final Logger LOG = LoggerFactory.getLogger(CaseBatch.class);
    public static final int MOST = 500;
    /** What may be done to several at once; what needs a look at each is not among them. */
    private static final List<CaseAction> FOR_SEVERAL = List.of(CaseAction.ACCEPT, CaseAction.DISPATCH, CaseAction.SIGN,
            CaseAction.URGE, CaseAction.MERGE, CaseAction.REFUSE, CaseAction.NOTE);
    private static final Pattern ITEM = Pattern.compile("(\\d{1,18})-(\\d{1,9})");

    private final CaseDesk desk;
    private final CaseRows rows;
    private final CaseOracle oracle;
    private final Kinds kinds;
    private final CaseForms forms;
    private final Journal journal;
    private final TransactionTemplate transaction;

    CaseBatch(CaseDesk desk, CaseRows rows, CaseOracle oracle, Kinds kinds, CaseForms forms, Journal journal,
            TransactionTemplate transaction) {
        this.desk = desk;
        this.rows = rows;
        this.oracle = oracle;
        this.kinds = kinds;
        this.forms = forms;
        this.journal = journal;
        this.transaction = transaction;
    }

    /** @param version as it was seen in the list */
    public record Item(long id, int version) {
        /** What is not one is left out. */
        public static List<Item> read(@Nullable List<String> typed) {
            var items = new LinkedHashSet<Item>();
            for (String one : typed == null ? List.<String>of() : typed) {
                Matcher parts = ITEM.matcher(one);
                if (parts.matches()) {
                    items.add(new Item(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))));
                }
            }
            return List.copyOf(items);
        }
    }

    /**
     * What became of one case. Serializable, because it passes through the session's row.
     *
     * @param title empty for something that this person may not see
     * @param why why not; null when it was done
     */
    public record Outcome(long id, String number, String title, @Nullable String why) implements Serializable {
        public boolean done() {
            return why == null;
        }
    }

    public sealed interface Result {
        record Done(ArrayList<Outcome> outcomes) implements Result {}

        record Refused(Refusal why) implements Result {}
    }

    /** What this person may be able to do to several cases of the kind, and what the form needs for it. */
    public record Choices(List<CaseAction> actions, List<CaseKind.Ground> grounds, Map<String, String> units) {}

    public Choices choices(Actor actor, CaseKind kind) {
        List<CaseAction> actions = FOR_SEVERAL.stream()
                .filter(action -> action.power() == Power.SEE || actor.mayAnywhere(kind.permission(action.power())))
                .toList();
        return new Choices(actions,
                actions.contains(CaseAction.REFUSE)
                        ? kinds.grounds(kind.code(), CaseKind.Ground.Purpose.REFUSE)
                        : List.of(),
                actions.contains(CaseAction.DISPATCH) ? forms.units() : Map.of());
    }

    public Result act(Actor actor, CaseKind kind, List<Item> items, CaseAct act) {
        if (!FOR_SEVERAL.contains(act.action())) {
            return new Result.Refused(new Refusal("“" + act.action().label() + "”要逐件办理，不能批量办。"));
        }
        var outcomes = new ArrayList<Outcome>();
        for (Item item : items) {
            outcomes.add(one(actor, item, act));
        }
        transaction.executeWithoutResult(_ -> journal.record(actor.ref(), CaseworkAct.BATCH,
                new ObjectRef("case-kind", 0), Map.of("kind", kind.code(), "action", act.action().code(), "items",
                        Integer.toString(items.size()), "done",
                        Long.toString(outcomes.stream().filter(Outcome::done).count()))));
        return new Result.Done(outcomes);
    }

    /** Whether an answer has to be signed is not asked for several at once: each stays as it is. */
    private static CaseAct of(CaseView view, CaseAct act) {
        return act instanceof CaseAct.Dispatch to
                ? new CaseAct.Dispatch(to.lead(), to.assisting(), to.arbitrated(),
                        Boolean.parseBoolean(view.facts().get(CommonWords.SIGN_OFF)), to.subject(), to.words())
                : act;
    }

    private Outcome one(Actor actor, Item item, CaseAct act) {
        var id = new CaseId(item.id());
        Optional<CaseView> seen = rows.find(id).filter(view -> oracle.sight(actor, view).isAny());
        String number = seen.map(CaseView::number).orElse("");
        String title = seen.map(CaseView::title).orElse("");
        try {
            return new Outcome(item.id(), number, title,
                    desk.act(actor, id, seen.map(view -> of(view, act)).orElse(act), item.version())
                            .refusal()
                            .map(Refusal::text)
                            .orElse(null));
        } catch (RuntimeException e) {
            LOG.error("{} of case {} failed among others", act.action(), item.id(), e);
            return new Outcome(item.id(), number, title, "程序出错，这一件没有办成，请打开单独办理。");
        }
    }
}
