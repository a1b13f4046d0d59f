package org.yizhan.setup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Kinds;
import org.yizhan.casework.TakenOver;
import org.yizhan.directory.Directory;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.requests.Applicant;
import org.yizhan.requests.ApplicantClass;
import org.yizhan.requests.Articles;
import org.yizhan.requests.Dispute;
import org.yizhan.requests.Disputes;
import org.yizhan.requests.NewRequest;
import org.yizhan.requests.Outcome;
import org.yizhan.requests.PaperTemplates;
import org.yizhan.requests.RequestChannel;
import org.yizhan.requests.RequestDesk;
import org.yizhan.requests.RequestPermissions;
import org.yizhan.requests.RequestSetup;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.IdentityNumber;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Dates;

/** Requests for information of the demonstration, in all outcomes over a year, as {@code demo/requests.txt} has them. */
@Component
class DemoRequests {
    private static final String COURT = "云岭县人民法院";
    private static final Set<Outcome> DISPUTED = Set.of(Outcome.B1, Outcome.B4, Outcome.B6, Outcome.C1);
    private static final String[] STREETS = "府前路 文昌路 清溪路 仁和路 建设路 解放路 学府路 桥南路".split(" ");
    private static final String CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private final Kinds kinds;
    private final Bodies bodies;
    private final RequestDesk desk;
    private final RequestSetup setup;
    private final Disputes disputes;
    private final PaperTemplates templates;
    private final Articles articles;
    private final Directory directory;
    private final DemoNames names;
    private final CountyClock clock;
    private final DemoDays calendar;

    DemoRequests(Kinds kinds, Bodies bodies, RequestDesk desk, RequestSetup setup, Disputes disputes,
            PaperTemplates templates, Articles articles, Directory directory, DemoNames names, CountyClock clock,
            DemoDays calendar) {
        this.kinds = kinds;
        this.bodies = bodies;
        this.desk = desk;
        this.setup = setup;
        this.disputes = disputes;
        this.templates = templates;
        this.articles = articles;
        this.directory = directory;
        this.names = names;
        this.clock = clock;
        this.calendar = calendar;
    }

    /** One line of the file. */
    private record Written(int days, String body, String clazz, String channel, String applicant, String title,
            String description, Outcome outcome, String plan, int after, String says) {
        static Written of(String[] row) {
            String[] plan = row[8].split(" ");
            return new Written(Integer.parseInt(row[0]), row[1], row[2], row[3], row[4], row[5], row[6],
                    Outcome.valueOf(row[7]), plan[0], plan.length > 1 ? Integer.parseInt(plan[1]) : 0,
                    row.length > 9 ? row[9] : "");
        }
    }

    void load() {
        kinds.ship(); // the demonstration is loaded before the program has started
        letterheads();
        load("requests.txt", 0);
    }

    /** Those of the year before, which the annual report of a year that is over counts. */
    void loadEarlier() {
        load("year/requests.txt", 1_000);
    }

    private void load(String file, int first) {
        int n = first;
        for (String[] row : DemoText.rows(file)) {
            Written it = Written.of(row);
            CaseView view = take(it, n++);
            if (DISPUTED.contains(it.outcome())) {
                dispute(it, view);
            }
        }
    }

    Actor officer() {
        UnitPath county = names.county().path();
        var who = directory.personByAccount("wanqing").orElseThrow();
        return new Actor(ActorRef.staff(who.id().value()), who.name(), county,
                Set.of(new Grant(RequestPermissions.OFFICE, county), new Grant(RequestPermissions.SETUP, county),
                        new Grant(RequestPermissions.SEE, county)));
    }

    private void letterheads() {
        for (RequestSetup.Head head : setup.heads(officer())) {
            Body body = bodies.find(head.body()).orElseThrow();
            String pattern = body.county() ? "云公复〔{年}〕{号}号" : "云" + head.pattern();
            setup.put(officer(), new RequestSetup.Head(head.body(), head.name(), pattern, head.signedAs(),
                    "0980-2200100", body.county() ? "江源市人民政府" : "云岭县人民政府", COURT)).ifPresent(why -> {
                        throw new IllegalStateException(head.name() + ": " + why.text());
                    });
        }
    }

    private CaseView take(Written it, int index) {
        UnitPath body = names.path(it.body());
        LocalDate day = calendar.working(clock.today(), -it.days());
        Instant came = it.days() == 0 ? clock.now().minus(Duration.ofMinutes(40)) : at(day, 0);
        boolean confirmed = !it.plan().equals("new");
        LocalDate third = calendar.working(day, 4);
        var earlier = new RequestDesk.Earlier(confirmed ? day : null,
                confirmed && !it.channel().matches("counter") ? "电话确认" : "", confirmed ? it.outcome() : null,
                it.plan().matches("opinion|third") ? "涉及的单位" : null, it.plan().equals("unpaid") ? 150 : 0,
                it.plan().equals("unpaid") ? calendar.working(day, 6) : third, calendar.working(day, 26));
        RequestDesk.Receipt receipt = desk.takeOver(request(it, body, index),
                RequestChannel.find(it.channel()).orElseThrow(), came, earlier, new Story(it, body, day).steps());
        return switch (receipt) {
            case RequestDesk.Receipt.Taken taken -> taken.view();
            case RequestDesk.Receipt.Refused refused ->
                throw new IllegalStateException(it.title() + ": " + refused.problems());
        };
    }

    private static NewRequest request(Written it, UnitPath body, int index) {
        ApplicantClass clazz = ApplicantClass.find(it.clazz()).orElseThrow();
        String phone = "139800" + (10_000 + Math.abs(it.applicant().hashCode()) % 80_000);
        String address = "云岭县云溪镇" + STREETS[index % STREETS.length] + (8 + index * 13 % 190) + "号";
        var who = clazz.isOrganisation()
                ? new Applicant(it.applicant(), "统一社会信用代码", credit(index), "", "办公室", phone, "", address, "", "")
                : new Applicant(it.applicant(), "居民身份证", identity(it.applicant().hashCode()), "", "", phone, "",
                        address, "", "");
        return new NewRequest("demonstration-request-" + index, body.unit().value(), clazz, who, it.title(), "",
                it.description(), "", "paper", "post", true, null, List.of());
    }

    /** A number of a region that does not exist, with the right last character. */
    private static String identity(int of) {
        String number = "980123" + (1955 + Math.floorMod(of, 45)) + String.format("%02d%02d%03d",
                1 + Math.floorMod(of / 45, 12), 1 + Math.floorMod(of / 540, 28), Math.floorMod(of / 15_120, 1_000));
        return Stream.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X")
                .map(number::concat)
                .filter(one -> IdentityNumber.problem(one).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** A code that is none's and has the right last character. */
    private static String credit(int index) {
        String code = "91980123MA" + String.format("%07d", 6_000_000 + index);
        int sum = 0;
        int weight = 1;
        for (char c : code.toCharArray()) {
            sum += CREDIT.indexOf(c) * weight;
            weight = weight * 3 % 31;
        }
        return code + CREDIT.charAt((31 - sum % 31) % 31);
    }

    /** The steps of one request, each at its own moment. */
    private final class Story {
        private final Written it;
        private final UnitPath body;
        private final LocalDate day;
        private final List<TakenOver.Step> steps = new ArrayList<>();

        Story(Written it, UnitPath body, LocalDate day) {
            this.it = it;
            this.body = body;
            this.day = day;
        }

        List<TakenOver.Step> steps() {
            if (it.plan().equals("new")) {
                return steps;
            }
            step(0, new CaseAct.Accept(""));
            switch (it.plan()) {
                case "open" -> {
                }
                case "abandoned" -> {
                    step(3, new CaseAct.AskSupplement(calendar.working(day, 18), "请写明是哪一块地、什么时间、要哪一种材料。"));
                    step(19, new CaseAct.End(Outcome.E1.name(), "没有在期限内补正，视为放弃申请。"));
                }
                case "withdrawn" -> {
                    given();
                    steps.add(new TakenOver.Step(moment(it.after()), ActorRef.VISITOR, null,
                            new CaseAct.Withdraw("已经在网站上查到")));
                }
                case "corrected" -> {
                    step(4, new CaseAct.AskSupplement(calendar.working(day, 12), "请写明具体的地点、时间和材料的名称。"));
                    steps.add(new TakenOver.Step(moment(8), ActorRef.VISITOR, null,
                            new CaseAct.AddMaterial("补充了地点和时间。", List.of())));
                    step(9, dispatch());
                    step(9, new CaseAct.Sign());
                    answer();
                }
                case "unpaid" -> {
                    given();
                    step(6, new CaseAct.Suspend("等待缴纳信息处理费", ""));
                    step(27, new CaseAct.End(Outcome.E2.name(), "逾期没有缴纳信息处理费，视为放弃申请。"));
                }
                case "third" -> {
                    given();
                    step(4, new CaseAct.Suspend("征求第三方意见", ""));
                }
                case "opinion" -> {
                    given();
                    step(4, new CaseAct.Suspend("征求第三方意见", ""));
                    step(12, new CaseAct.Resume("涉及商业秘密和个人隐私的部分不同意公开"));
                    answer();
                }
                case "extended" -> {
                    given();
                    step(16, new CaseAct.AskExtension(20, "材料涉及多个年度，需要逐件核对"));
                    step(17, new CaseAct.DecideExtension(20, "同意"));
                    answer();
                }
                case "handling" -> given();
                case "answered" -> {
                    given();
                    answer();
                }
                default -> throw new IllegalStateException("no plan " + it.plan());
            }
            return steps;
        }

        private CaseAct dispatch() {
            return new CaseAct.Dispatch(body, List.of(), false, false, "");
        }

        private void given() {
            step(1, dispatch());
            step(1, new CaseAct.Sign());
        }

        private void answer() {
            if (it.after() == 0) {
                return;
            }
            String text = text();
            step(it.after() - 1, new CaseAct.DraftReply(text, List.of()));
            step(it.after(), new CaseAct.ApproveReply(text, List.of()));
        }

        private String text() {
            var values = new HashMap<String, String>();
            values.put("收到日", Dates.day(day));
            values.put("信息", "“" + it.title() + "”");
            values.put("提供方式", "纸质，邮寄");
            values.put("依据", articles.on(day).cite(it.outcome().name()));
            String remedy = templates.find(it.outcome().isReviewFirst() ? "REVIEW_FIRST" : "EITHER")
                    .orElseThrow()
                    .text();
            values.put("救济", PaperTemplates.fill(remedy,
                    Map.of("行政复议机关", it.body().equals("县政府") ? "江源市人民政府" : "云岭县人民政府", "人民法院", COURT)));
            String template = templates.find(it.outcome().name()).orElseThrow().text().replace("（编号{编号}）", "");
            String[] said = it.says().split(";;");
            int n = 0;
            for (String field : PaperTemplates.unknown(template)) {
                if (values.putIfAbsent(field, said[Math.min(n, said.length - 1)]) == null) {
                    n++;
                }
            }
            return PaperTemplates.fill(template, values);
        }

        private void step(int days, CaseAct act) {
            steps.add(new TakenOver.Step(moment(days), officer().ref(), body, act));
        }

        private Instant moment(int days) {
            Instant at = at(calendar.working(day, days), steps.size() + 1);
            Instant latest = clock.now().minusSeconds(600L - 10L * steps.size());
            return at.isBefore(latest) ? at : latest;
        }
    }

    /** Who is refused goes to review first; what was not found is brought to court after it. */
    private void dispute(Written it, CaseView view) {
        LocalDate begun = calendar.working(clock.today(), -it.days() + it.after() + 20);
        LocalDate decided = calendar.working(begun, 40);
        put(it, view, Dispute.Kind.REVIEW, begun, "江政复〔" + begun.getYear() + "〕" + it.days() + "号", "江源市人民政府",
                Dispute.Result.UPHELD, decided);
        if (it.outcome() == Outcome.C1 && decided.isBefore(clock.today())) {
            LocalDate sued = calendar.working(decided, 8);
            put(it, view, Dispute.Kind.SUIT_AFTER, sued,
                    "（" + sued.getYear() + "）清0123行初" + it.days() + "号", COURT, Dispute.Result.CORRECTED,
                    calendar.working(sued, 55));
        }
    }

    private void put(Written it, CaseView view, Dispute.Kind kind, LocalDate begun, String number, String before,
            Dispute.Result result, LocalDate decided) {
        boolean open = decided.isAfter(clock.today());
        disputes.put(officer(), view.id(), 0, new Disputes.Typed(kind, begun, number, before,
                open ? Dispute.Result.PENDING : result, open ? null : decided, "")).ifPresent(why -> {
                    throw new IllegalStateException(it.title() + ": " + why.text());
                });
    }

    private Instant at(LocalDate day, int step) {
        return calendar.at(day, LocalTime.of(9, 0).plusMinutes(11L * step));
    }
}
