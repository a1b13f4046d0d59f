package org.yizhan.casework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yizhan.casework.flow.Facts;
import org.yizhan.casework.flow.Vocabulary;
import org.yizhan.shared.UnitPath;

/** What processes of every kind may speak of; a kind adds its outcomes, limits, hooks and facts. */
public final class CommonWords {
    /** The hook by which an approved answer leaves. */
    public static final String SEND_REPLY = "sendReply";
    /** Whether a leader has to sign the answer. */
    public static final String SIGN_OFF = "signOff";
    /** In which village or community of its region a case lies, in words; figures tell cases apart by it. */
    public static final String VILLAGE = "village";
    static final String ASSISTING = "assisting";
    static final String RETURNS = "returns";
    static final String REOPENINGS = "reopenings";

    private CommonWords() {}

    public static Vocabulary with(List<Vocabulary.Fact> facts, Map<String, String> outcomes, Map<String, String> hooks,
            Map<String, String> limits) {
        return with("受理办公室", facts, outcomes, hooks, limits);
    }

    /** @param office what the office is called from which cases of the kind come */
    public static Vocabulary with(String office, List<Vocabulary.Fact> facts, Map<String, String> outcomes,
            Map<String, String> hooks, Map<String, String> limits) {
        var all = new ArrayList<>(List.of(Vocabulary.Fact.list(ASSISTING, "协办单位"),
                Vocabulary.Fact.flag(SIGN_OFF, "需要领导签发"), Vocabulary.Fact.number(RETURNS, "退办次数"),
                Vocabulary.Fact.number(REOPENINGS, "重办次数")));
        all.addAll(facts);
        var actions = new LinkedHashMap<String, String>();
        Stream.of(CaseAction.values())
                .filter(CaseAction::isTiedToTask)
                .forEach(action -> actions.put(action.code(), action.label()));
        var allHooks = new LinkedHashMap<>(Map.of(SEND_REPLY, "发出答复"));
        allHooks.putAll(hooks);
        var who = new LinkedHashMap<String, String>();
        who.put("office", office);
        who.put("lead", "承办单位");
        who.put("assisting", "协办单位");
        who.put("leader", "分管领导");
        return new Vocabulary(all, actions, outcomes, allHooks, limits, who);
    }

    static Facts facts(CaseKind kind, CaseView view) {
        return kind.facts(view)
                .with(ASSISTING, view.assisting().stream().map(UnitPath::value).sorted().toList())
                .with(SIGN_OFF, Boolean.parseBoolean(view.facts().get(SIGN_OFF)))
                .with(RETURNS, view.returns())
                .with(REOPENINGS, view.reopenings());
    }
}
