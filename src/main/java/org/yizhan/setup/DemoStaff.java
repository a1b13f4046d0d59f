package org.yizhan.setup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.TakenOver;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewPerson;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.UnitKind;
import org.yizhan.identity.StaffAccounts;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/** Units and people of the demonstration county. */
@Component
class DemoStaff {
    /** Public on purpose: the demonstration prints it at every start. */
    static final String PASSWORD = "Yunling#2026";
    private static final String SURNAMES = "李王张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余";
    private static final String[] GIVEN = {"建国", "秀英", "志强", "丽华", "小军", "晓燕", "永红", "海涛", "春梅", "文斌", "玉兰", "国平",
        "雪梅", "立新", "佳宁", "浩然", "思远", "雨桐", "明辉", "静怡", "俊", "敏", "磊", "婷", "昌盛", "桂花", "德明", "子涵", "晨", "凤琴"};

    /** A demonstration account: who it is and what the person does here; several roles have a blank between them. */
    record Account(String account, String name, String unit, String title, String role, boolean county) {}

    static final List<Account> ACCOUNTS = List.of(
            new Account("lixin", "李欣", "县政府办", "信息员", "contributor", false),
            new Account("wangjian", "王健", "县政府办", "电子政务科科长", "unit-reviewer", false),
            new Account("zhaomin", "赵敏", "县政府办", "副主任", "deputy-head", false),
            new Account("chenying", "陈颖", "县政府办", "公开办编辑", "editor", true),
            new Account("shenyue", "沈悦", "县政府办", "公开办副主任", "editor", true),
            new Account("zhoutao", "周涛", "水利局", "信息员", "contributor", false),
            new Account("heping", "何平", "水利局", "办公室主任", "unit-reviewer", false),
            new Account("tangwei", "唐伟", "水利局", "副局长", "deputy-head", false),
            new Account("linfang", "林芳", "政务服务中心", "窗口人员", "window-clerk", false),
            new Account("sysadmin", "孙系", "县政府办", "系统管理员", "system-admin", true),
            new Account("secadmin", "安荃", "县政府办", "安全管理员", "security-admin", true),
            new Account("auditadmin", "沈记", "县政府办", "审计管理员", "audit-admin", true));

    private static final String HANDLER = "letters-handler";
    private static final String HANDLER_ENDING = "04";
    private static final Map<String, List<String>> OWN_PEOPLE = Map.of("县政府办", List.of("lixin", "wangjian", "zhaomin"),
            "水利局", List.of("zhoutao", "heping", "tangwei"));

    private record Posts(String title, String role, String letter, int count) {}

    /** All contributors' roles of the county, 940, those of {@link #people} among them. */
    private static final List<Posts> CONTRIBUTING = List.of(new Posts("撰稿人", "contributor", "z", 590),
            new Posts("信息审核员", "unit-reviewer", "s", 150), new Posts("网站管理员", "contributor", "w", 140),
            new Posts("信息公开员", "contributor", "g", 60));

    /** Who receives, answers and signs letters, as written in {@code demo/letter-staff.txt}. */
    static List<Account> letterAccounts() {
        return DemoText.rows("letter-staff.txt")
                .stream()
                .map(row -> new Account(row[0], row[1], row[2], row[3], row[4], row[5].equals("yes")))
                .toList();
    }

    /** Who works on the hotline, as written in {@code demo/hotline-staff.txt}. */
    static List<Account> hotlineAccounts() {
        return DemoText.rows("hotline-staff.txt")
                .stream()
                .map(row -> new Account(row[0], row[1], row[2], row[3], row[4], row[5].equals("yes")))
                .toList();
    }

    private final Organisation organisation;
    private final Appointments appointments;
    private final Directory directory;
    private final StaffAccounts accounts;
    private final DemoNames names;
    private final Map<UnitPath, String> handlers = new HashMap<>();

    DemoStaff(Organisation organisation, Appointments appointments, Directory directory, StaffAccounts accounts,
            DemoNames names) {
        this.organisation = organisation;
        this.appointments = appointments;
        this.directory = directory;
        this.accounts = accounts;
        this.names = names;
    }

    boolean isSetUp() {
        return directory.root().isPresent();
    }

    int units() {
        return directory.units().size();
    }

    /** The accounts of a unit's author, reviewer and leader. */
    static List<String> accountsOf(DemoUnit unit) {
        return OWN_PEOPLE.getOrDefault(unit.shortName(),
                List.of(unit.code() + "01", unit.code() + "02", unit.code() + "03"));
    }

    void addUnits() {
        for (String[] region : new String[][]{{"980000", "清江省"}, {"980100", "江源市"}, {"980123", "云岭县"}}) {
            organisation.addRegion(Actor.PROGRAM, region[0], region[1]).orThrow();
        }
        UnitId root = organisation.addUnit(Actor.PROGRAM,
                new NewUnit(null, UnitKind.GOVERNMENT, "云岭县人民政府", "县政府", null, "980123", 1)).orThrow();
        int order = 10;
        int town = 980123101;
        for (DemoUnit row : DemoUnit.all()) {
            String region = null;
            if (row.isTownship()) {
                region = Integer.toString(town++);
                organisation.addRegion(Actor.PROGRAM, region, row.shortName()).orThrow();
            }
            UnitId unit = organisation.addUnit(Actor.PROGRAM,
                    new NewUnit(root, row.kind(), row.name(), row.shortName(), null, region, order)).orThrow();
            order += 10;
            int inside = 10;
            for (String division : row.divisions()) {
                organisation.addUnit(Actor.PROGRAM, NewUnit.of(unit, UnitKind.DIVISION, division, division, inside))
                        .orThrow();
                inside += 10;
            }
        }
    }

    void addPeople() {
        UnitId root = names.county().id();
        var people = new ArrayList<PersonId>();
        for (Account a : ACCOUNTS) {
            people.add(appoint(a.name(), a.account(), names.unit(a.unit()), a.title(), a.role(),
                    a.county() ? root : null));
        }
        int name = 0;
        for (DemoUnit unit : DemoUnit.all()) {
            if (OWN_PEOPLE.containsKey(unit.shortName())) {
                continue;
            }
            String[][] posts = {{"信息员", "contributor"}, {"办公室主任", "unit-reviewer"}, {"分管领导", "deputy-head"}};
            for (int i = 0; i < posts.length; i++) {
                people.add(appoint(nameOf(name++), accountsOf(unit).get(i), names.unit(unit.shortName()), posts[i][0],
                        posts[i][1], null));
            }
        }
        accounts.openForDemonstration(people, PASSWORD);
    }

    /** Who works on letters: the office, leaders, and in each unit one who answers. */
    void addLetterPeople() {
        UnitId root = names.county().id();
        var people = new ArrayList<PersonId>();
        List<Account> named = letterAccounts();
        for (Account a : named) {
            people.add(appoint(a.name(), a.account(), names.unit(a.unit()), a.title(), a.role(),
                    a.county() ? root : null));
        }
        int name = 700;
        for (DemoUnit unit : DemoUnit.all()) {
            if (named.stream().noneMatch(a -> a.unit().equals(unit.shortName()) && a.role().equals(HANDLER))) {
                people.add(appoint(nameOf(name++), unit.code() + HANDLER_ENDING, names.unit(unit.shortName()), "来信承办人",
                        HANDLER, null));
            }
        }
        accounts.openForDemonstration(people, PASSWORD);
    }

    /** Whoever of them a demonstration of an earlier version does not know. */
    void addMissingPeople() {
        UnitId root = names.county().id();
        accounts.openForDemonstration(letterAccounts().stream()
                .filter(a -> directory.personByAccount(a.account()).isEmpty())
                .map(a -> appoint(a.name(), a.account(), names.unit(a.unit()), a.title(), a.role(),
                        a.county() ? root : null))
                .toList(), PASSWORD);
    }

    /** Who takes calls and calls back; who answers letters in a unit answers its tickets too. */
    void addHotlinePeople() {
        UnitId root = names.county().id();
        var people = new ArrayList<PersonId>();
        for (Account a : hotlineAccounts()) {
            people.add(appoint(a.name(), a.account(), names.unit(a.unit()), a.title(), a.role(),
                    a.county() ? root : null));
        }
        for (DemoUnit unit : DemoUnit.all()) {
            PersonId handler = names.person(handlerOf(names.path(unit.shortName())));
            appointments.grant(Actor.PROGRAM, directory.posts(handler).getFirst().id(),
                    Set.of(HANDLER, "hotline-handler"), null).ifPresent(refusal -> {
                        throw new IllegalStateException(refusal.text());
                    });
        }
        accounts.openForDemonstration(people, PASSWORD);
    }

    /** A step of the story of a case, by whose hand it is done. */
    TakenOver.Step step(String office, Instant at, LetterStory.Hand hand, UnitPath unit, CaseAct act) {
        ActorRef who = switch (hand) {
            case OFFICE -> ref(office);
            case LEADER -> ref("linzhihe");
            case UNIT -> ref(handlerOf(unit));
            case WRITER -> ActorRef.VISITOR;
        };
        @Nullable
        UnitPath own = hand == LetterStory.Hand.WRITER ? null : unit;
        return new TakenOver.Step(at, who, own, act);
    }

    ActorRef ref(String account) {
        return ActorRef.staff(names.person(account).value());
    }

    /** The account of who answers letters in a unit. */
    String handlerOf(UnitPath path) {
        return handlers.computeIfAbsent(path, this::handler);
    }

    private String handler(UnitPath path) {
        String shortName = directory.unit(path.unit()).orElseThrow().shortName();
        return letterAccounts().stream()
                .filter(a -> a.unit().equals(shortName) && a.role().equals(HANDLER))
                .map(Account::account)
                .findFirst()
                .orElseGet(() -> DemoUnit.all()
                        .stream()
                        .filter(unit -> unit.shortName().equals(shortName))
                        .findFirst()
                        .orElseThrow()
                        .code() + HANDLER_ENDING);
    }

    /** The many who write now and then, of one unit. */
    int addContributors(DemoUnit unit) {
        List<DemoUnit> all = DemoUnit.all();
        int place = all.indexOf(unit);
        UnitId id = names.unit(unit.shortName());
        var people = new ArrayList<PersonId>();
        for (Posts posts : CONTRIBUTING) {
            int from = posts.count() * place / all.size();
            int upTo = posts.count() * (place + 1) / all.size();
            int there = posts.letter().equals("z") || posts.letter().equals("s") ? 1 : 0; // from addPeople
            for (int i = there; i < upTo - from; i++) {
                people.add(appoint(nameOf(200 + place * 31 + people.size() * 7), unit.code() + posts.letter() + i, id,
                        posts.title(), posts.role(), null));
            }
        }
        accounts.openForDemonstration(people, PASSWORD);
        return people.size();
    }

    private PersonId appoint(String name, String account, UnitId unit, String title, String role,
            @Nullable UnitId scope) {
        PersonId person = organisation.addPerson(Actor.PROGRAM, NewPerson.of(name, account, unit, title)).orThrow();
        appointments.grant(Actor.PROGRAM, directory.posts(person).getFirst().id(), Set.of(role.split(" ")), scope)
                .ifPresent(refusal -> {
                    throw new IllegalStateException(refusal.text());
                });
        return person;
    }

    private static String nameOf(int n) {
        return SURNAMES.charAt(n * 7 % SURNAMES.length()) + GIVEN[n * 3 / 2 % GIVEN.length];
    }
}
