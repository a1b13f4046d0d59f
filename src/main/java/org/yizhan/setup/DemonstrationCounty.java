package org.yizhan.setup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArchivedArticle;
import org.yizhan.content.CheckWord.Level;
import org.yizhan.content.CheckWords;
import org.yizhan.content.Columns;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Draft;
import org.yizhan.content.NewCheckWord;
import org.yizhan.content.NewColumn;
import org.yizhan.content.NewSite;
import org.yizhan.content.PublishedArchive;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.ReviewStep;
import org.yizhan.content.SiteView;
import org.yizhan.content.Sites;
import org.yizhan.directory.Appointments;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewPerson;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.identity.StaffAccounts;
import org.yizhan.runtime.Console;
import org.yizhan.runtime.StartupNote;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/**
 * The fictional county 云岭县: units, people, sites, columns and articles, so that everything can be tried at once. Loaded before
 * the first page is served, part by part.
 */
@Component
class DemonstrationCounty implements SmartLifecycle, StartupNote {
    /** Public on purpose: the demonstration prints it at every start. */
    private static final String PASSWORD = "Yunling#2026";
    private static final int HUE = 210;
    private static final String SURNAMES = "李王张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余";
    private static final String[] GIVEN = {"建国", "秀英", "志强", "丽华", "小军", "晓燕", "永红", "海涛", "春梅", "文斌", "玉兰", "国平",
        "雪梅", "立新", "佳宁", "浩然", "思远", "雨桐", "明辉", "静怡"};

    private final Parts parts;
    private final Organisation organisation;
    private final Appointments appointments;
    private final Directory directory;
    private final StaffAccounts accounts;
    private final Sites sites;
    private final Columns columns;
    private final CheckWords words;
    private final PublishedArchive archive;
    private final PublishedContent published;
    private final CountyClock clock;
    private final boolean demonstration;
    private final Map<String, Long> columnIds = new HashMap<>();
    private boolean running;

    DemonstrationCounty(Parts parts, Organisation organisation, Appointments appointments, Directory directory,
            StaffAccounts accounts, Sites sites, Columns columns, CheckWords words, PublishedArchive archive,
            PublishedContent published, CountyClock clock, @Value("${yizhan.demo:false}") boolean demonstration) {
        this.parts = parts;
        this.organisation = organisation;
        this.appointments = appointments;
        this.directory = directory;
        this.accounts = accounts;
        this.sites = sites;
        this.columns = columns;
        this.words = words;
        this.archive = archive;
        this.published = published;
        this.clock = clock;
        this.demonstration = demonstration;
    }

    /** In a real county this bean exists too, as the build has written all beans down, and stays silent. */
    @Override
    public boolean isAutoStartup() {
        return demonstration;
    }

    /** A demonstration account: who it is and what the person does here. */
    private record Account(String account, String name, String unit, String title, String role, boolean county) {}

    private static final List<Account> ACCOUNTS = List.of(
            new Account("lixin", "李欣", "县政府办", "信息员", "contributor", false),
            new Account("wangjian", "王健", "县政府办", "电子政务科科长", "unit-reviewer", false),
            new Account("zhaomin", "赵敏", "县政府办", "副主任", "deputy-head", false),
            new Account("chenying", "陈颖", "县政府办", "公开办编辑", "editor", true),
            new Account("zhoutao", "周涛", "水利局", "信息员", "contributor", false),
            new Account("heping", "何平", "水利局", "办公室主任", "unit-reviewer", false),
            new Account("tangwei", "唐伟", "水利局", "副局长", "deputy-head", false),
            new Account("linfang", "林芳", "政务服务中心", "窗口人员", "window-clerk", false),
            new Account("sysadmin", "孙系", "县政府办", "系统管理员", "system-admin", true),
            new Account("secadmin", "安全", "县政府办", "安全管理员", "security-admin", true),
            new Account("auditadmin", "沈记", "县政府办", "审计管理员", "audit-admin", true));

    @Override
    public void start() {
        running = true;
        if (directory.root().isPresent() && !parts.isDone("demo-units")) {
            return;
        }
        if (parts.once("demo-units", this::units)) {
            Console.say("演示县：已建立单位 " + directory.units().size() + " 个");
        }
        if (parts.once("demo-people", this::people)) {
            Console.say("演示县：已建立人员和账号");
        }
        if (parts.once("demo-sites", this::sitesAndColumns)) {
            Console.say("演示县：已建立站点和栏目");
        }
        if (parts.once("demo-words", this::words)) {
            Console.say("演示县：已装入检查用词 " + DemoText.rows("words.txt").size() + " 个");
        }
        if (parts.once("demo-articles", this::articles)) {
            Console.say("演示县：已装入稿件 " + DemoArticle.all().size() + " 篇");
        }
    }

    @Override
    public List<String> lines() {
        if (!running) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("演示账号（口令都是 " + PASSWORD + "，在 /desk/ 登录）：");
        for (Account a : ACCOUNTS) {
            lines.add(
                    "  " + a.account() + " ".repeat(12 - a.account().length()) + a.name() + "，" + a.unit() + a.title());
        }
        lines.add("发往手机的验证码在 /demo/outbox 查看。");
        return lines;
    }

    private void units() {
        for (String[] region : new String[][]{{"980000", "清江省"}, {"980100", "江源市"}, {"980123", "云岭县"}}) {
            organisation.addRegion(Actor.PROGRAM, region[0], region[1]).orThrow();
        }
        UnitId root = organisation.addUnit(Actor.PROGRAM,
                new NewUnit(null, UnitKind.GOVERNMENT, "云岭县人民政府", "县政府", null, "980123", 1)).orThrow();
        int order = 10;
        int town = 980123101;
        for (String[] row : DemoText.rows("units.txt")) {
            String region = null;
            if (row[2].equals("TOWNSHIP")) {
                region = Integer.toString(town++);
                organisation.addRegion(Actor.PROGRAM, region, row[0]).orThrow();
            }
            UnitId unit = organisation.addUnit(Actor.PROGRAM,
                    new NewUnit(root, UnitKind.valueOf(row[2]), row[1], row[0], null, region, order)).orThrow();
            order += 10;
            int inside = 10;
            for (String division : row[4].split(",")) {
                organisation.addUnit(Actor.PROGRAM, NewUnit.of(unit, UnitKind.DIVISION, division, division, inside))
                        .orThrow();
                inside += 10;
            }
        }
    }

    private void people() {
        UnitId root = root().id();
        var people = new ArrayList<PersonId>();
        for (Account a : ACCOUNTS) {
            people.add(appoint(a.name(), a.account(), unit(a.unit()), a.title(), a.role(), a.county() ? root : null));
        }
        int name = 0;
        for (String[] row : DemoText.rows("units.txt")) {
            if (row[0].equals("县政府办") || row[0].equals("水利局")) {
                continue;
            }
            String[][] posts = {{"信息员", "contributor"}, {"办公室主任", "unit-reviewer"}, {"分管领导", "deputy-head"}};
            for (int i = 0; i < posts.length; i++) {
                people.add(appoint(nameOf(name++), row[3] + "0" + (i + 1), unit(row[0]), posts[i][0], posts[i][1],
                        null));
            }
        }
        accounts.openForDemonstration(people, PASSWORD);
    }

    private PersonId appoint(String name, String account, UnitId unit, String title, String role,
            @Nullable UnitId scope) {
        PersonId person = organisation.addPerson(Actor.PROGRAM, NewPerson.of(name, account, unit, title)).orThrow();
        appointments.grant(Actor.PROGRAM, directory.posts(person).getFirst().id(), Set.of(role), scope)
                .ifPresent(refusal -> {
                    throw new IllegalStateException(refusal.text());
                });
        return person;
    }

    private static String nameOf(int n) {
        return SURNAMES.charAt(n * 7 % SURNAMES.length()) + GIVEN[n * 3 % GIVEN.length];
    }

    private void sitesAndColumns() {
        UnitPath office = path("县政府办");
        UnitPath county = root().path();
        long portal = sites.create(Actor.PROGRAM, new NewSite("", null, "云岭县人民政府", "www.yunling.example", "9801230001",
                "云岭县人民政府办公室", "云岭县云溪镇府前路 1 号，电话 0980-2200000（演示）", "演备案00000001号", "演公网安备98012300000001号", HUE, office,
                0)).orThrow();
        var chain = List.of(new ReviewStep("科室负责人审核", ContentPermissions.REVIEW, office));
        int position = 10;
        var ids = new HashMap<String, Long>();
        for (String[] c : DemoText.rows("columns.txt")) {
            long id = columns.create(Actor.PROGRAM,
                    new NewColumn(portal, ids.get(c[2]), c[1], c[3], c[5], c[3] + ";云岭县", c[4], office,
                            person("lixin"), "动态类两周内更新，其他半年内更新", c[4].equals("工作动态") ? 14 : 180, c[6].contains("d"),
                            c[6].contains("b"), position, chain))
                    .orThrow();
            ids.put(c[1], id);
            position += 10;
        }
        int order = 10;
        for (String[] s : new String[][]{{"slj", "云岭县水利局", "水利局", "200"}, {"jyj", "云岭县教育局", "教育局", "230"},
            {"wjj", "云岭县卫生健康局", "卫健局", "170"}, {"bcz", "白茶镇人民政府", "白茶镇", "150"}}) {
            UnitPath unit = path(s[2]);
            long site = sites.create(Actor.PROGRAM,
                    new NewSite(s[0], null, s[1], s[0] + ".yunling.example", "98012300" + order, s[1],
                            "电话 0980-22000" + order + "（演示）", "演备案00000001号", null, Integer.parseInt(s[3]), unit,
                            order))
                    .orThrow();
            order += 10;
            var twice = List.of(new ReviewStep("本单位审核", ContentPermissions.REVIEW, unit),
                    new ReviewStep("县公开办审核", ContentPermissions.REVIEW, county));
            String[][] shelf = {{"gzdt", "工作动态", "工作动态", ""}, {"tzgg", "通知公告", "通知公告", "d"},
                {"zcwj", "政策文件", "政策文件", "db"}, {"jgzn", "机构职能", "概况信息", "d"}};
            int at = 10;
            for (String[] c : shelf) {
                columns.create(Actor.PROGRAM,
                        new NewColumn(site, null, c[0], c[1], s[1] + "的" + c[1], c[1] + ";" + s[2], c[2], unit, null,
                                "动态类两周内更新，其他半年内更新", c[2].equals("工作动态") ? 14 : 180, c[3].contains("d"),
                                c[3].contains("b"), at, twice))
                        .orThrow();
                at += 10;
            }
        }
    }

    private void articles() {
        var byWhom = Map.of("", List.of("lixin", "wangjian", "zhaomin"), "slj",
                List.of("zhoutao", "heping", "tangwei"));
        var articles = new ArrayList<ArchivedArticle>();
        for (DemoArticle a : DemoArticle.all()) {
            List<String> people = byWhom.getOrDefault(a.site(), List.of(a.site() + "01", a.site() + "02",
                    a.site() + "03"));
            Draft draft = Draft.of(a.title(), a.bodyHtml(), a.source()).withSummary(a.summary());
            if (a.isDocument()) {
                draft = draft.asDocument(a.source(), a.number(), clock.today().minusDays(a.daysAgo()));
            }
            articles.add(new ArchivedArticle(column(a.site(), a.column()), draft, publishedAt(a),
                    person(people.get(0)), person(people.get(1)), person(people.get(2))));
        }
        articles.sort(java.util.Comparator.comparing(ArchivedArticle::publishedAt));
        archive.take(Actor.PROGRAM, articles).ifPresent(refusal -> {
            throw new IllegalStateException(refusal.text());
        });
    }

    private Instant publishedAt(DemoArticle a) {
        Instant wanted = clock.today().minusDays(a.daysAgo()).atTime(a.at()).atZone(clock.zone()).toInstant();
        Instant latest = clock.now().minusSeconds(60);
        return wanted.isAfter(latest) ? latest : wanted;
    }

    private long column(String site, String slug) {
        return columnIds.computeIfAbsent(site + "/" + slug, key -> {
            SiteView view = site.isEmpty() ? published.portal() : published.siteBySlug(site).orElseThrow();
            return published.column(view.id(), slug).orElseThrow().id();
        });
    }

    private Unit root() {
        return directory.root().orElseThrow();
    }

    private void words() {
        Actor editor = directory.actor(person("chenying"));
        for (String[] row : DemoText.rows("words.txt")) {
            Level level = row[1].equals(Level.BLOCK.label()) ? Level.BLOCK : Level.SUGGESTION;
            words.add(editor, new NewCheckWord(path("县政府"), row[0], level, row[2], row[3])).orThrow();
        }
    }

    private UnitId unit(String shortName) {
        return directory.units()
                .stream()
                .filter(u -> u.shortName().equals(shortName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no unit " + shortName))
                .id();
    }

    private UnitPath path(String shortName) {
        return directory.unit(unit(shortName)).orElseThrow().path();
    }

    private PersonId person(String account) {
        return directory.personByAccount(account).orElseThrow(() -> new IllegalStateException("no " + account)).id();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
