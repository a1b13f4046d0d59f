package org.yizhan.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseFiles;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.CommonWords;
import org.yizhan.casework.NewCase;
import org.yizhan.casework.Power;
import org.yizhan.casework.TakenOver;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.identity.Phone;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.Channel;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.CreditCode;
import org.yizhan.shared.IdentityNumber;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** The door through which requests come in: from the applicant, or from an officer who has it on paper or writes it down. */
@Component
public class RequestDesk {
    public static final int LONGEST_TITLE = 50;
    public static final int LONGEST_TEXT = 3000;
    /** So far back an officer may say that a request was received. */
    private static final LocalDate FIRST = LocalDate.of(2008, 5, 1);
    private static final TimeLimit PAY = TimeLimit.workingDays(20);
    private static final String IDENTITY_CARD = "居民身份证";

    private final Bodies bodies;
    private final RequestRows rows;
    private final Opinions opinions;
    private final Charges charges;
    private final Articles articles;
    private final CaseDesk desk;
    private final TakenOver past;
    private final CaseReading cases;
    private final CaseOracle oracle;
    private final RequestStory story;
    private final ApplicantNotices notices;
    private final Journal journal;
    private final CountyClock clock;

    RequestDesk(Bodies bodies, RequestRows rows, Opinions opinions, Charges charges, Articles articles, CaseDesk desk,
            TakenOver past,
            CaseReading cases, CaseOracle oracle,
            RequestStory story, ApplicantNotices notices, Journal journal, CountyClock clock) {
        this.bodies = bodies;
        this.rows = rows;
        this.opinions = opinions;
        this.charges = charges;
        this.articles = articles;
        this.desk = desk;
        this.past = past;
        this.cases = cases;
        this.oracle = oracle;
        this.story = story;
        this.notices = notices;
        this.journal = journal;
        this.clock = clock;
    }

    /** What whoever sends one gets. */
    public sealed interface Receipt {
        /** @param again whether the same form had been sent before: it is the same request */
        record Taken(CaseView view, boolean again) implements Receipt {}

        /** @param problems by field of the form, in its order; the empty field is the form as a whole */
        record Refused(Map<String, Refusal> problems) implements Receipt {}
    }

    /** The bodies that can be asked, the county first. */
    @Transactional(readOnly = true)
    public Map<String, String> bodies() {
        var names = new LinkedHashMap<String, String>();
        bodies.open().forEach(body -> names.put(Long.toString(body.id()), body.name()));
        return names;
    }

    /** Those of them for which this person registers requests. */
    @Transactional(readOnly = true)
    public Map<String, String> bodies(Actor officer) {
        var names = new LinkedHashMap<String, String>();
        bodies.open()
                .stream()
                .filter(body -> officer.may(RequestPermissions.OFFICE, body.unit()))
                .forEach(body -> names.put(Long.toString(body.id()), body.name()));
        return names;
    }

    /** What would be said against a request over the web; empty when it can be sent. */
    public Map<String, Refusal> problems(NewRequest typed) {
        return problems(cleaned(typed), RequestChannel.WEB);
    }

    /** @param address of the caller, by which a flood from one place is recognised; kept only as a keyed mark */
    @Transactional
    public Receipt submit(NewRequest typed, ActorRef who, String address) {
        return take(typed, RequestChannel.WEB, rows.profileOn(clock.today()), who, address, (wanted, own) -> {
            CaseView view = desk.open(wanted, who, clock.now());
            own.accept(view.id(), clock.now());
            notices.received(view);
            return view;
        });
    }

    /** How the applicant is told the number and the code; empty when there is no way. */
    public Optional<Channel> told(CaseView request) {
        return notices.first(request);
    }

    /** One that came by post or fax, or was handed in or told at the counter; when its day of receipt is known, it counts from there. */
    @Transactional
    public Receipt register(Actor officer, NewRequest typed, NewRequest.Registered how) {
        Optional<Body> body = bodies.find(typed.body());
        if (body.isEmpty() || !officer.may(RequestPermissions.OFFICE, body.get().unit())) {
            return refused("body", "您没有为这个机关登记申请的权限。");
        }
        Map<String, Refusal> problems = when(how);
        if (!problems.isEmpty()) {
            return new Receipt.Refused(problems);
        }
        LocalDate day = how.receivedOn() == null ? how.cameOn() : how.receivedOn();
        String profile = how.profile().isEmpty() ? rows.profileOn(day) : how.profile();
        Instant came = how.cameOn().equals(clock.today()) ? clock.now() : noon(how.cameOn());
        Receipt receipt = take(typed, how.channel(), profile, officer.ref(), "", (wanted, own) -> {
            CaseView view = desk.open(wanted, officer.ref(), came);
            own.accept(view.id(), came);
            return view;
        });
        if (!(receipt instanceof Receipt.Taken taken) || taken.again() || how.receivedOn() == null) {
            return receipt;
        }
        rows.confirm(taken.view().id(), how.receivedOn(), PlainText.line(how.how()).strip(), officer.ref(),
                clock.now());
        return switch (desk.act(officer, taken.view().id(), new CaseAct.Accept(""), null)) {
            case CaseDesk.Result.Done done -> new Receipt.Taken(done.view(), false);
            case CaseDesk.Result.Refused refused -> {
                TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
                yield new Receipt.Refused(Map.of("", refused.why()));
            }
        };
    }

    private Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(clock.zone()).toInstant();
    }

    private Map<String, Refusal> when(NewRequest.Registered how) {
        var problems = new LinkedHashMap<String, Refusal>();
        if (how.cameOn().isAfter(clock.today()) || how.cameOn().isBefore(FIRST)) {
            put(problems, "came", "来件日期应在 2008年5月1日到今天之间。");
        }
        LocalDate received = how.receivedOn();
        if (received == null) {
            if (!how.channel().isConfirmed()) {
                put(problems, "received", "请填写收到日：" + how.channel().counts() + "。");
            }
        } else {
            whenReceived(how.channel(), how.cameOn(), received).ifPresent(why -> problems.put("received", why));
        }
        if (!how.profile().isEmpty() && !articles.names().containsKey(how.profile())) {
            put(problems, "profile", "请从列表里选择适用的规定，或者不选。");
        }
        return problems;
    }

    private Optional<Refusal> whenReceived(RequestChannel channel, LocalDate came, LocalDate received) {
        return Refusal.when(received.isAfter(clock.today()), "收到日不能晚于今天。")
                .or(() -> Refusal.when(received.isBefore(came), "收到日不能早于来件日期。"))
                .or(() -> Refusal.when(channel == RequestChannel.COUNTER && !received.equals(came),
                        "当面提交的，提交之日就是收到日（条例第三十一条）。"));
    }

    /**
     * What stands in the request's own rows before its steps are told.
     *
     * @param received null for one that nobody has confirmed yet
     * @param thirdParty whose opinion was asked; null when nobody's was
     * @param pages for how many pages a fee was asked; 0 when none was
     */
    public record Earlier(@Nullable LocalDate received, String how, @Nullable Outcome outcome,
            @Nullable String thirdParty, int pages, LocalDate askedOn, LocalDate due) {}

    /** One of an earlier time with all that was done about it; nobody is told. */
    @Transactional
    public Receipt takeOver(NewRequest typed, RequestChannel channel, Instant came, Earlier it,
            List<TakenOver.Step> steps) {
        LocalDate received = it.received();
        LocalDate day = received == null ? clock.local(came).toLocalDate() : received;
        return take(typed, channel, rows.profileOn(day), ActorRef.PROGRAM, "", (wanted, own) -> {
            CaseView view = past.takeOver(wanted, ActorRef.PROGRAM, came, steps, made -> {
                own.accept(made.id(), came);
                earlier(made.id(), it, came);
            });
            answeredOpinions(view, steps);
            story.follow(view, cases.events(view.id()));
            return view;
        });
    }

    private void earlier(CaseId id, Earlier it, Instant came) {
        if (it.received() != null) {
            rows.confirm(id, it.received(), it.how(), ActorRef.PROGRAM, came);
        }
        if (it.outcome() != null && it.outcome().isAnswered()) {
            rows.draft(id, it.outcome());
        }
        if (it.outcome() == Outcome.D4) {
            rows.excess(id, Request.Excess.UNREASONABLE);
        }
        if (it.thirdParty() != null) {
            opinions.ask(id, Opinion.Side.THIRD, it.thirdParty(), it.askedOn(), it.askedOn(), ActorRef.PROGRAM);
        }
        if (it.pages() > 0) {
            charges.ask(id, Fees.Basis.PAGES, it.pages(),
                    Fees.total(charges.table(Fees.Basis.PAGES, it.askedOn()), it.pages()), it.askedOn(), PAY,
                    it.due(), ActorRef.PROGRAM);
        }
    }

    private void answeredOpinions(CaseView view, List<TakenOver.Step> steps) {
        steps.stream()
                .filter(step -> step.act() instanceof CaseAct.Resume)
                .forEach(step -> opinions.of(view.id())
                        .forEach(one -> opinions.answer(view.id(), one.id(), Opinion.Answer.DISAGREES,
                                step.act().words(), clock.local(step.at()).toLocalDate())));
    }

    /** How it becomes a case; its own rows are written when the case has its number. */
    private interface Opening {
        CaseView open(NewCase wanted, BiConsumer<CaseId, Instant> own);
    }

    private Receipt take(NewRequest typed, RequestChannel channel, String profile, ActorRef who, String address,
            Opening opening) {
        Optional<CaseView> before = rows.byOnce(typed.once()).flatMap(cases::find);
        if (before.isPresent()) {
            return new Receipt.Taken(before.get(), true);
        }
        NewRequest it = cleaned(typed);
        Map<String, Refusal> problems = problems(it, channel);
        if (!problems.isEmpty()) {
            return new Receipt.Refused(problems);
        }
        Body body = bodies.find(it.body()).orElseThrow();
        var wanted = new NewCase(RequestKind.CODE, it.title(), it.clazz().code(), "", "", channel.code(),
                rows.mark(it.applicant()), false, body.unit(),
                Map.of(CommonWords.SIGN_OFF, "true", RequestKind.PROFILE, profile), it.files());
        return new Receipt.Taken(opening.open(wanted, (id, came) -> rows.insert(id, it, body.unit(), profile, channel,
                who, rows.addressMark(address), came)), false);
    }

    private static NewRequest cleaned(NewRequest it) {
        Applicant a = it.applicant();
        return new NewRequest(it.once(), it.body(), it.clazz(),
                new Applicant(line(a.name()), line(a.paper()), line(a.paperNumber()).toUpperCase(java.util.Locale.ROOT),
                        line(a.representative()), line(a.contact()),
                        Phone.problem(a.phone()).isEmpty() ? new Phone(a.phone()).value() : a.phone().strip(),
                        line(a.email()), line(a.address()), line(a.postcode()), line(a.agent())),
                line(it.title()), line(it.documentNumber()), PlainText.lines(it.description()).strip(),
                PlainText.lines(it.purpose()).strip(), it.form(), it.way(), it.otherWay(), it.member(), it.files());
    }

    private static String line(String typed) {
        return PlainText.line(typed).strip();
    }

    private Map<String, Refusal> problems(NewRequest it, RequestChannel channel) {
        var problems = new LinkedHashMap<String, Refusal>();
        if (it.once().length() < 16 || it.once().length() > 64) {
            put(problems, "", "页面已经过期，请刷新后再提交。");
        }
        if (bodies.find(it.body()).filter(Body::open).isEmpty()) {
            put(problems, "body", "请选择向哪个机关申请。");
        }
        length(problems, "title", it.title(), 2, LONGEST_TITLE, "信息的名称");
        length(problems, "document", it.documentNumber(), 0, 60, "文号");
        length(problems, "description", it.description(), 5, LONGEST_TEXT, "信息的描述");
        length(problems, "purpose", it.purpose(), 0, 500, "用途");
        if (Delivery.Form.find(it.form()).isEmpty()) {
            put(problems, "form", "请选择希望得到的形式。");
        }
        if (Delivery.Way.find(it.way()).isEmpty()) {
            put(problems, "way", "请选择怎样得到。");
        }
        applicant(problems, it, channel);
        return problems;
    }

    private static void applicant(Map<String, Refusal> problems, NewRequest it, RequestChannel channel) {
        Applicant one = it.applicant();
        boolean person = !it.clazz().isOrganisation();
        length(problems, "name", one.name(), 2, 60, person ? "姓名" : "单位名称");
        if (person) {
            length(problems, "paper", one.paper(), 1, 20, "证件名称");
            length(problems, "number", one.paperNumber(), 4, 30, "证件号码");
            if (one.paper().equals(IDENTITY_CARD)) {
                IdentityNumber.problem(one.paperNumber()).ifPresent(why -> problems.putIfAbsent("number", why));
            }
        } else {
            length(problems, "number", one.paperNumber(), 1, 30, "统一社会信用代码");
            CreditCode.problem(one.paperNumber()).ifPresent(why -> problems.putIfAbsent("number", why));
            length(problems, "contact", one.contact(), 2, 30, "联系人");
        }
        length(problems, "representative", one.representative(), 0, 30, "法定代表人");
        if (!one.phone().isEmpty() && !isPhone(one.phone())) {
            put(problems, "phone", "请填写 11 位手机号，或带区号的固定电话，例如 0980-2200000。");
        }
        boolean reachable = !one.phone().isEmpty() || !one.email().isEmpty()
                || !channel.equals(RequestChannel.WEB) && !one.address().isEmpty();
        if (!reachable) {
            put(problems, "phone", "请留下电话或电子邮箱，用来确认收到申请、告知办理情况。");
        }
        if (!one.email().isEmpty() && !one.email().matches("[^\\s@]{1,64}@[^\\s@]+\\.[^\\s@.]{2,24}")) {
            put(problems, "email", "电子邮箱的格式不对，例如 name@example.com。");
        }
        if (it.form().equals("mail") && one.email().isEmpty()) {
            put(problems, "email", "选择电子邮件的，请填写电子邮箱。");
        }
        length(problems, "address", one.address(), 0, 120, "通信地址");
        if (it.way().equals("post") && one.address().isEmpty()) {
            put(problems, "address", "选择邮寄的，请填写通信地址。");
        }
        if (!one.postcode().matches("([0-9]{6})?")) {
            put(problems, "postcode", "邮政编码为 6 位数字。");
        }
        length(problems, "agent", one.agent(), 0, 30, "代理人");
    }

    private static boolean isPhone(String phone) {
        return Phone.problem(phone).isEmpty() || phone.matches("0\\d{2,3}-?\\d{7,8}(-\\d{1,6})?");
    }

    private static void length(Map<String, Refusal> problems, String field, String text, int least, int most,
            String name) {
        int length = PlainText.length(text);
        if (length < least) {
            put(problems, field, length == 0 ? "请填写" + name + "。" : name + "至少 " + least + " 个字。");
        } else if (length > most) {
            put(problems, field, name + "最多 " + most + " 个字，现在有 " + length + " 个，请精简。");
        }
    }

    private static void put(Map<String, Refusal> problems, String field, String text) {
        problems.putIfAbsent(field, new Refusal(text));
    }

    private static Receipt refused(String field, String text) {
        return new Receipt.Refused(Map.of(field, new Refusal(text)));
    }

    /** A request that this person sees; whoever does not see it finds none. */
    @Transactional(readOnly = true)
    public Optional<Request> find(Actor actor, CaseId id) {
        return cases.find(id)
                .filter(view -> view.kind().equals(RequestKind.CODE) && oracle.sight(actor, view).isAny())
                .flatMap(view -> rows.find(id));
    }

    /** The day from which the limits count is agreed upon with the applicant (条例第三十一条). */
    @Transactional
    public Optional<Refusal> confirm(Actor officer, CaseId id, @Nullable Integer seen, @Nullable LocalDate received,
            String typedHow) {
        CaseView view = cases.find(id).orElse(null);
        Request it = find(officer, id).orElse(null);
        String how = PlainText.line(typedHow).strip();
        Optional<Refusal> refusal = Refusal.when(view == null || it == null, "没有这件申请，或不在您可以查看的范围内。")
                .or(() -> Refusal.when(it != null && it.isConfirmed() && view != null
                        && view.state() != CaseState.SUBMITTED, "收到日已经确认过，不能再改。"));
        if (refusal.isEmpty() && it != null && it.isConfirmed()) {
            return desk.act(officer, id, new CaseAct.Accept(""), seen).refusal();
        }
        refusal = refusal
                .or(() -> Refusal.when(received == null, "请填写收到日。"))
                .or(() -> received == null || it == null
                        ? Optional.empty()
                        : whenReceived(it.channel(), clock.local(it.cameAt()).toLocalDate(), received))
                .or(() -> Refusal.when(it != null && it.channel().isConfirmed() && PlainText.length(how) < 2,
                        "请写明怎样与申请人确认的，例如“电话确认”。"))
                .or(() -> Refusal.when(PlainText.length(how) > 60, "确认方式最多 60 个字。"));
        if (refusal.isPresent() || view == null || received == null) {
            return refusal;
        }
        rows.confirm(id, received, how, officer.ref(), clock.now());
        Optional<Refusal> refused = desk.act(officer, id, new CaseAct.Accept(""), seen).refusal();
        if (refused.isPresent()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        } else {
            journal.record(officer.ref(), RequestAct.CONFIRMED, id.ref(), Map.of("received", received.toString()));
        }
        return refused;
    }

    /** What the applicant was asked for came by post or at the counter. */
    @Transactional
    public Optional<Refusal> supplement(Actor officer, CaseId id, String words, List<CaseFiles.Attached> files) {
        CaseView view = cases.find(id).orElse(null);
        if (view == null || find(officer, id).isEmpty() || !oracle.has(officer, Power.OFFICE, view)) {
            return Optional.of(new Refusal("没有这件申请，或您没有登记补正的权限。"));
        }
        if (view.waits() != CaseView.Wait.SUPPLEMENT) {
            return Optional.of(new Refusal("这件申请没有在等待补正。"));
        }
        Optional<Refusal> refused = desk
                .actAsWriter(officer.ref(), id, new CaseAct.AddMaterial(PlainText.lines(words).strip(), files))
                .refusal();
        if (refused.isEmpty()) {
            journal.record(officer.ref(), RequestAct.SUPPLEMENT_ENTERED, id.ref(), Map.of());
        }
        return refused;
    }
}
