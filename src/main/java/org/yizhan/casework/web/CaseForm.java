package org.yizhan.casework.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseAction;
import org.yizhan.casework.CaseEvent.Corrected.Field;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.UnitPath;

/** What was typed into one of the forms of a case; each form fills what it needs. */
public record CaseForm(@Nullable String action, @Nullable String version, @Nullable String words,
        @Nullable String ground, @Nullable String lead, @Nullable String likely, @Nullable List<String> assisting,
        @Nullable String signOff, @Nullable String until, @Nullable String amount, @Nullable String unit,
        @Nullable String other, @Nullable String field, @Nullable String value, @Nullable String node,
        @Nullable List<String> overridden, @Nullable String why, @Nullable String about,
        @Nullable List<String> taken) {
    public static final CaseForm EMPTY = new CaseForm(null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null);

    /** What is to be done, or what is missing to know it. */
    sealed interface Read {
        record Wanted(CaseAct act) implements Read {}

        record Unclear(Refusal why) implements Read {}
    }

    /** @param byNumber the case of a number, if the person may see it */
    Read read(Function<String, Optional<CaseId>> byNumber) {
        Optional<CaseAction> wanted = CaseAction.find(text(action));
        if (wanted.isEmpty() || wanted.get().power() == org.yizhan.casework.Power.WRITER) {
            return unclear("请选择要办的事。");
        }
        String written = words();
        return switch (wanted.get()) {
            case ACCEPT -> act(new CaseAct.Accept(written));
            case REFUSE -> act(new CaseAct.Refuse(ground(), written));
            case DISPATCH -> dispatch(false);
            case ARBITRATE -> dispatch(true);
            case TRANSFER -> act(new CaseAct.Transfer(ground(), written));
            case MERGE -> other(byNumber, CaseAct.Merge::new);
            case SPLIT -> act(new CaseAct.Split(text(value), written, files()));
            case LINK -> other(byNumber, CaseAct.Link::new);
            case SIGN -> act(new CaseAct.Sign());
            case RETURN -> act(new CaseAct.Return(ground(), written));
            case GIVE_OPINION -> act(new CaseAct.GiveOpinion(written));
            case ASK_SUPPLEMENT -> day().<Read>map(day -> act(new CaseAct.AskSupplement(day, written)))
                    .orElseGet(() -> unclear("请填写补充材料的截止日期。"));
            case SUSPEND -> act(new CaseAct.Suspend(ground(), written));
            case RESUME -> act(new CaseAct.Resume(written));
            case ASK_EXTENSION -> number(amount).<Read>map(days -> act(new CaseAct.AskExtension(days, written)))
                    .orElseGet(() -> unclear("请填写申请延长多少，只写数字。"));
            case GRANT_EXTENSION -> number(amount).<Read>map(days -> act(new CaseAct.DecideExtension(days, written)))
                    .orElseGet(() -> unclear("请填写同意延长多少，只写数字。"));
            case DENY_EXTENSION -> act(new CaseAct.DecideExtension(null, written));
            case CONTACT -> act(new CaseAct.Contact(written));
            case REPORT -> act(new CaseAct.Report(written));
            case DRAFT_REPLY -> act(new CaseAct.DraftReply(written, overridden(), text(why)));
            case APPROVE_REPLY -> act(new CaseAct.ApproveReply(written, overridden(), text(why)));
            case SIGN_OFF -> act(new CaseAct.SignOff(written));
            case SEND_BACK -> act(new CaseAct.SendBack(written));
            case FINISH -> act(new CaseAct.Finish(written));
            case CONFIRM -> act(new CaseAct.Confirm(written));
            case ADD_ASSISTING -> unit(unit).<Read>map(path -> act(new CaseAct.AddAssisting(path)))
                    .orElseGet(() -> unclear("请选择协办单位。"));
            case REMOVE_ASSISTING -> unit(unit).<Read>map(path -> act(new CaseAct.RemoveAssisting(path, written)))
                    .orElseGet(() -> unclear("请选择要取消的协办单位。"));
            case GIVE_DATE -> day().<Read>map(day -> act(new CaseAct.GiveDate(day, written)))
                    .orElseGet(() -> unclear("请填写限定的日期。"));
            case INSTRUCT -> act(new CaseAct.Instruct(why, written));
            case URGE -> act(new CaseAct.Urge(written));
            case NOTE -> act(new CaseAct.Note(written));
            case CORRECT -> correct();
            case MOVE -> text(node).isEmpty() ? unclear("请选择要调整到的环节。") : act(new CaseAct.Move(text(node), written));
            case REOPEN -> act(new CaseAct.Reopen(written));
            case PUBLISH -> act(new CaseAct.Publish());
            case UNPUBLISH -> act(new CaseAct.Unpublish(written));
            case END -> act(new CaseAct.End(ground(), written));
            case ADD_MATERIAL, URGE_AS_WRITER, WITHDRAW, RATE, ASK_AGAIN -> unclear("这里不能办这件事。");
        };
    }

    private Read dispatch(boolean arbitrated) {
        Optional<UnitPath> chosen = unit(lead).or(() -> unit(likely));
        if (chosen.isEmpty()) {
            return unclear("请选择承办单位。");
        }
        List<UnitPath> helping = assisting().stream()
                .map(CaseForm::unit)
                .flatMap(Optional::stream)
                .filter(path -> !path.equals(chosen.get()))
                .distinct()
                .toList();
        return act(new CaseAct.Dispatch(chosen.get(), helping, arbitrated, "1".equals(signOff), text(about), words()));
    }

    /** What is no id is none that anybody chose. */
    private List<Long> files() {
        return taken().stream().filter(one -> one.matches("\\d{1,18}")).map(Long::valueOf).distinct().toList();
    }

    private Read correct() {
        String typed = text(field);
        for (Field one : Field.values()) {
            if (one.name().equals(typed)) {
                return act(new CaseAct.Correct(one, text(value), words()));
            }
        }
        return unclear("请选择要更正哪一项。");
    }

    private Read other(Function<String, Optional<CaseId>> byNumber, Function<CaseId, CaseAct> made) {
        String number = text(other);
        return number.isEmpty()
                ? unclear("请填写另一件的编号。")
                : byNumber.apply(number)
                        .<Read>map(id -> act(made.apply(id)))
                        .orElseGet(() -> unclear("没有找到编号为“" + shortened(number) + "”的办件，请核对编号。"));
    }

    private static String shortened(String typed) {
        return typed.length() > 30 ? typed.substring(0, 30) + "…" : typed;
    }

    private static Read act(CaseAct act) {
        return new Read.Wanted(act);
    }

    private static Read unclear(String why) {
        return new Read.Unclear(new Refusal(why));
    }

    private Optional<LocalDate> day() {
        return TypedDay.of(until);
    }

    static Optional<Integer> number(@Nullable String typed) {
        String digits = text(typed);
        return digits.matches("\\d{1,6}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }

    static Optional<UnitPath> unit(@Nullable String typed) {
        String path = text(typed);
        return path.length() < 200 && path.matches("/(\\d{1,18}/)+")
                ? Optional.of(new UnitPath(path))
                : Optional.empty();
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    /** The version that was seen; null when none was sent. */
    @Nullable
    Integer seen() {
        return number(version).orElse(null);
    }

    CaseForm with(String otherWords) {
        return new CaseForm(action, version, otherWords, ground, lead, likely, assisting, signOff, until, amount, unit,
                other, field, value, node, overridden, why, about, taken);
    }

    @Override
    public String words() {
        return words == null ? "" : words;
    }

    public String ground() {
        return text(ground);
    }

    @Override
    public List<String> assisting() {
        return assisting == null ? List.of() : assisting;
    }

    @Override
    public List<String> overridden() {
        return overridden == null ? List.of() : overridden;
    }

    /** Ids of attachments that go along. */
    @Override
    public List<String> taken() {
        return taken == null ? List.of() : taken;
    }

    /**
     * What the button of a form says: a verb.
     *
     * @param giving what people call giving one to a unit
     * @param ending what people call ending one as it stands
     */
    public static String button(CaseAction action, String giving, String ending) {
        return switch (action) {
            case DISPATCH -> giving + "给承办单位";
            case ARBITRATE -> "裁定并转办";
            case END -> ending;
            case TRANSFER -> "转其他渠道";
            case MERGE -> "并入";
            case RETURN -> "申请退办";
            case DRAFT_REPLY -> "提交答复";
            case APPROVE_REPLY -> "同意这份答复";
            case GIVE_DATE -> "限定日期";
            case NOTE -> "记下备注";
            case SPLIT -> "另立一件";
            case INSTRUCT -> "提交批示";
            case REMOVE_ASSISTING -> "取消协办";
            default -> action.label();
        };
    }

    public String typed(@Nullable String what) {
        return text(what);
    }
}
