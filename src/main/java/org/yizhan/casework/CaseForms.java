package org.yizhan.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseKind.Ground.Purpose;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.Marking;
import org.yizhan.directory.Directory;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

/** What a person is offered to do with a case, and what the forms for it need. */
@Component
class CaseForms {
    /** What a person most likely came for, before the rest in the order of the table of actions. */
    private static final List<CaseAction> FIRST = List.of(CaseAction.SIGN_OFF, CaseAction.APPROVE_REPLY,
            CaseAction.GRANT_EXTENSION, CaseAction.CONFIRM, CaseAction.GIVE_OPINION, CaseAction.SIGN,
            CaseAction.DISPATCH, CaseAction.RESUME, CaseAction.DRAFT_REPLY, CaseAction.FINISH,
            CaseAction.CONTACT, CaseAction.REPORT,
            CaseAction.ACCEPT, CaseAction.INSTRUCT, CaseAction.PUBLISH, CaseAction.URGE);

    private final CaseRules rules;
    private final ActRules actRules;
    private final Kinds kinds;
    private final Replies replies;
    private final StandardReplies standard;
    private final Directory directory;

    CaseForms(CaseRules rules, ActRules actRules, Kinds kinds, Replies replies, StandardReplies standard,
            Directory directory) {
        this.rules = rules;
        this.actRules = actRules;
        this.kinds = kinds;
        this.replies = replies;
        this.standard = standard;
        this.directory = directory;
    }

    /** What stands open and has a form; denying more time is part of the form that grants it. */
    List<CaseAction> offered(Actor actor, CaseView view, Marking marking, List<PastEvent> events, List<Running> limits,
            Instant at) {
        CaseKind kind = kinds.of(view.kind());
        List<Running> open = limits.stream().filter(Running::isOpen).toList();
        return rules.possible(actor, view, marking)
                .stream()
                .filter(action -> action != CaseAction.DENY_EXTENSION)
                .filter(action -> action != CaseAction.ARBITRATE || view.returns() > 0)
                .filter(action -> actRules.beforehand(kind, view, action, () -> events, open, at).isEmpty())
                .sorted(Comparator.comparingInt(CaseForms::rank))
                .toList();
    }

    private static int rank(CaseAction action) {
        int first = FIRST.indexOf(action);
        return first >= 0 ? first : FIRST.size() + action.ordinal();
    }

    /** @param alike cases that read like this one */
    CaseSheet.Needed needed(Actor actor, CaseView view, List<CaseAction> offers, List<PastEvent> events,
            List<Running> limits, List<CaseView> alike) {
        CaseKind kind = kinds.of(view.kind());
        CaseProcess process = kinds.process(view.kind(), view.process());
        Map<Purpose, List<CaseKind.Ground>> grounds = new EnumMap<>(Purpose.class);
        offers.stream()
                .map(CaseForms::purpose)
                .flatMap(Optional::stream)
                .forEach(purpose -> grounds.put(purpose, kinds.grounds(view.kind(), purpose)));
        boolean chooses = offers.stream()
                .anyMatch(action -> action == CaseAction.DISPATCH || action == CaseAction.ARBITRATE
                        || action == CaseAction.ADD_ASSISTING);
        boolean writes = offers.contains(CaseAction.DRAFT_REPLY) || offers.contains(CaseAction.APPROVE_REPLY);
        Optional<ActRules.Asked> asked = ActRules.asked(view.facts().get(ActRules.EXTENSION));
        Optional<Running> extendable = ActRules.extendable(limits);
        return new CaseSheet.Needed(grounds, chooses ? units() : Map.of(), chooses ? likely(kind, view) : List.of(),
                names(view.assisting()), offers.contains(CaseAction.MOVE) ? steps(view) : Map.of(),
                asked.map(one -> one.amount() + extendable.map(limit -> limit.rule().term().unitWords()).orElse(""))
                        .orElse(""),
                asked.isPresent() ? whyAsked(events) : "", asked.map(ActRules.Asked::amount).orElse(0),
                extendable.map(limit -> limit.rule().extensionMost() - ActRules.granted(events, limit.rule()))
                        .orElse(0),
                extendable.map(limit -> limit.rule().term().unitWords()).orElse(""),
                writes || offers.contains(CaseAction.SIGN_OFF)
                        ? replies.last(view.id()).map(Replies.Reply::text).orElse("")
                        : "",
                offers.contains(CaseAction.APPROVE_REPLY)
                        && replies.last(view.id()).filter(last -> last.writtenBy() == actor.ref().id()).isPresent(),
                writes ? standard.offered(actor, view) : List.of(), kind.labels(),
                !view.subject().isEmpty() || !chooses
                        ? view.subject()
                        : kind.suggestSubject(view).orElse(""),
                offers.contains(CaseAction.MERGE) ? into(view, alike) : "",
                process.taskOver(CommonWords.ASSISTING).isPresent(),
                process.permits(CaseAction.SIGN_OFF.code()),
                offers.contains(CaseAction.END) ? endings(kind, view) : Map.of());
    }

    private static Map<String, String> endings(CaseKind kind, CaseView view) {
        Map<String, String> words = kind.vocabulary().outcomes();
        var endings = new LinkedHashMap<String, String>();
        kind.endings(view).forEach(code -> endings.put(code, words.getOrDefault(code, code)));
        return endings;
    }

    private static String whyAsked(List<PastEvent> events) {
        return events.reversed()
                .stream()
                .filter(past -> past.event() instanceof CaseEvent.ExtensionAsked)
                .findFirst()
                .map(past -> Objects.requireNonNullElse(past.words(), ""))
                .orElse("");
    }

    /** An earlier one that is still open. */
    private static String into(CaseView view, List<CaseView> alike) {
        return alike.stream()
                .filter(one -> one.state().isOpen() && one.id().value() < view.id().value())
                .map(CaseView::number)
                .findFirst()
                .orElse("");
    }

    static Optional<Purpose> purpose(CaseAction action) {
        return switch (action) {
            case REFUSE -> Optional.of(Purpose.REFUSE);
            case RETURN -> Optional.of(Purpose.RETURN);
            case SUSPEND -> Optional.of(Purpose.SUSPEND);
            case TRANSFER -> Optional.of(Purpose.TRANSFER);
            default -> Optional.empty();
        };
    }

    /** All that may be given a case, in the county's order. */
    Map<String, String> units() {
        var units = new LinkedHashMap<String, String>();
        directory.units().forEach(unit -> units.put(unit.path().value(), unit.shortName()));
        return units;
    }

    private Map<String, String> names(Iterable<UnitPath> paths) {
        var units = new LinkedHashMap<String, String>();
        paths.forEach(path -> units.put(path.value(),
                directory.unit(path.unit()).map(unit -> unit.shortName()).orElse(path.value())));
        return units;
    }

    private List<CaseSheet.Likely> likely(CaseKind kind, CaseView view) {
        var likely = new ArrayList<CaseSheet.Likely>();
        for (CaseKind.Suggestion one : kind.suggestUnits(view)) {
            directory.unit(one.unit().unit())
                    .ifPresent(unit -> likely
                            .add(new CaseSheet.Likely(unit.path().value(), unit.shortName(), one.why(), one.sure())));
        }
        return likely;
    }

    private Map<String, String> steps(CaseView view) {
        var steps = new LinkedHashMap<String, String>();
        kinds.process(view.kind(), view.process()).tasks().forEach(task -> steps.put(task.id(), task.name()));
        return steps;
    }
}
