package org.yizhan.content;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.UnitPath;

/**
 * The register of sites and accounts in new media (网站和新媒体台账): registrations with their last days, approvals of opening and closing,
 * who answers for each, the last update, and the yearly check.
 */
@Service
@Transactional
public class SiteRegister {
    private static final int PAGE = 50;
    private static final int ALL = 100_000;

    private final RegisterRows rows;
    private final ColumnShelf shelf;
    private final StandardShelf standards;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;

    SiteRegister(RegisterRows rows, ColumnShelf shelf, StandardShelf standards, Directory directory, Journal journal,
            CountyClock clock) {
        this.rows = rows;
        this.shelf = shelf;
        this.standards = standards;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * A site in the register.
     *
     * @param warnings what is missing or expires soon, in words
     * @param checked who checked it this year and when; empty when nobody has
     */
    public record SiteLine(SiteRecord site, @Nullable LocalDate openedOn, String openApproval,
            @Nullable Long responsible, String responsibleName, String note, List<Registration> registrations,
            List<String> warnings, String checked) {}

    /** An account in the register; see {@link SiteLine}. */
    public record AccountLine(MediaAccount account, String unitName, String responsibleName, List<String> warnings,
            String checked) {}

    /** The sites that this person looks after. */
    @Transactional(readOnly = true)
    public List<SiteLine> sites(Actor actor) {
        Map<Long, RegisterRows.SiteEntry> entries = rows.sites();
        Map<Long, List<Registration>> registrations = rows.registrations();
        Map<Long, RegisterRows.Checked> checked = rows.checkedSites(clock.today().getYear());
        var lines = new ArrayList<SiteLine>();
        for (SiteRecord site : shelf.sites()) {
            if (mayManage(actor, site.unit())) {
                RegisterRows.SiteEntry entry = entries.getOrDefault(site.id(), RegisterRows.SiteEntry.NONE);
                List<Registration> own = withNumbers(site, registrations.getOrDefault(site.id(), List.of()));
                lines.add(new SiteLine(site, entry.openedOn(), entry.openApproval(), entry.responsible(),
                        name(entry.responsible()), entry.note(), own, warnings(site, own),
                        words(checked.get(site.id()))));
            }
        }
        return lines;
    }

    @Transactional(readOnly = true)
    public KeyPage<AccountLine> accounts(Actor actor, @Nullable String key) {
        boolean towardsNewer = key != null && key.startsWith("n");
        String number = key == null ? "" : key.replaceFirst("^n", "");
        boolean begun = number.matches("\\d{1,18}");
        long from = begun ? Long.parseLong(number) : Long.MAX_VALUE;
        List<MediaAccount> found = rows.accounts(scopes(actor), from, towardsNewer && begun, PAGE + 1);
        Map<Long, RegisterRows.Checked> checked = rows.checkedAccounts(clock.today().getYear());
        return KeyPage.of(found, PAGE, towardsNewer && begun, begun, account -> Long.toString(account.id()),
                account -> line(account, checked));
    }

    private AccountLine line(MediaAccount account, Map<Long, RegisterRows.Checked> checked) {
        return new AccountLine(account, unitName(account.unit()), name(account.responsible()), warnings(account),
                words(checked.get(account.id())));
    }

    @Transactional(readOnly = true)
    public Optional<MediaAccount> account(Actor actor, long id) {
        return rows.account(id).filter(account -> mayManage(actor, account.unit()));
    }

    public Made add(Actor actor, MediaAccount account) {
        var refusal = refusal(actor, account);
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        long id = rows.insert(clean(account));
        record(actor, "account", id);
        return new Made.Done(id);
    }

    /** Also closes the account, when a day of closing is given. */
    public Optional<Refusal> change(Actor actor, MediaAccount account) {
        var before = account(actor, account.id());
        if (before.isEmpty()) {
            return refuse("这个账号不在台账里，或不归您管理。");
        }
        var refusal = refusal(actor, account);
        if (refusal.isEmpty()) {
            rows.update(clean(account));
            record(actor, "account", account.id());
        }
        return refusal;
    }

    /** Says when something last appeared on the account, as somebody has seen or another system reports. */
    public Optional<Refusal> updated(Actor actor, long accountId, LocalDate day) {
        var before = account(actor, accountId);
        if (before.isEmpty()) {
            return refuse("这个账号不在台账里，或不归您管理。");
        }
        if (day.isAfter(clock.today())) {
            return refuse("更新日期不能在今天以后。");
        }
        MediaAccount a = before.get();
        rows.update(new MediaAccount(a.id(), a.platform(), a.name(), a.account(), a.operator(), a.href(), a.unit(),
                a.responsible(), a.contact(), a.openedOn(), a.openApproval(), a.closedOn(), a.closeApproval(),
                a.validUntil(), a.lastUpdateOn() != null && a.lastUpdateOn().isAfter(day) ? a.lastUpdateOn() : day));
        return Optional.empty();
    }

    /** When the site was opened, by whose approval, and who answers for it. */
    public Optional<Refusal> enter(Actor actor, long siteId, @Nullable LocalDate openedOn, String approval,
            @Nullable Long responsible, String note) {
        var refusal = manages(actor, siteId);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (PlainText.length(approval) > 100 || PlainText.length(note) > 500) {
            return refuse("批准文号最多100个字，备注最多500个字。");
        }
        if (openedOn != null && openedOn.isAfter(clock.today())) {
            return refuse("开通日期不能在今天以后。");
        }
        var unknown = unknown(responsible);
        if (unknown.isPresent()) {
            return unknown;
        }
        rows.site(siteId, new RegisterRows.SiteEntry(openedOn, PlainText.line(approval), responsible,
                PlainText.lines(note)));
        record(actor, "site", siteId);
        return Optional.empty();
    }

    /** Signs for this year that what the register says of the site has been checked. */
    public Optional<Refusal> checkSite(Actor actor, long siteId, String problems) {
        var refusal = manages(actor, siteId);
        if (refusal.isEmpty()) {
            check(actor, siteId, null, problems);
        }
        return refusal;
    }

    public Optional<Refusal> checkAccount(Actor actor, long accountId, String problems) {
        if (account(actor, accountId).isEmpty()) {
            return refuse("这个账号不在台账里，或不归您管理。");
        }
        check(actor, null, accountId, problems);
        return Optional.empty();
    }

    private void check(Actor actor, @Nullable Long siteId, @Nullable Long accountId, String problems) {
        rows.check(clock.today().getYear(), siteId, accountId, actor.ref().id(), clock.now(), Acts.words(problems));
        journal.record(actor.ref(), ContentAct.REGISTER_CHECKED,
                new ObjectRef(siteId == null ? "account" : "site",
                        siteId == null
                                ? java.util.Objects.requireNonNull(accountId)
                                : siteId),
                Map.of("year", Integer.toString(clock.today().getYear())));
    }

    /** All that this person may see, as a workbook of two sheets. */
    @Transactional(readOnly = true)
    public void workbook(Actor actor, OutputStream out) {
        try (var book = new Workbook(out, "yizhan", "1.0")) {
            Worksheet sites = book.newWorksheet("网站");
            var head = new ArrayList<>(List.of("网站名称", "类别", "网址", "主办单位", "联系方式", "开通日期", "开通批准", "责任人", "状态"));
            for (RegistrationKind kind : RegistrationKind.values()) {
                head.add(kind.label());
                head.add(kind.label() + "有效期");
            }
            head.addAll(List.of("提醒", "本年核对"));
            row(sites, 0, head);
            int at = 1;
            for (SiteLine line : sites(actor)) {
                SiteRecord site = line.site();
                var cells = new ArrayList<>(List.of(site.name(), site.kind().label(),
                        site.host() == null ? "/" + site.slug() : site.host(), site.organizer(), site.contact(),
                        day(line.openedOn()), line.openApproval(), line.responsibleName(),
                        site.open() ? "正常" : "已归档"));
                for (RegistrationKind kind : RegistrationKind.values()) {
                    Registration found = line.registrations()
                            .stream()
                            .filter(one -> one.kind() == kind)
                            .findFirst()
                            .orElse(new Registration(kind, "", "", null));
                    cells.add((found.grade() + " " + found.number()).strip());
                    cells.add(day(found.validUntil()));
                }
                cells.add(String.join("；", line.warnings()));
                cells.add(line.checked());
                row(sites, at++, cells);
            }
            Worksheet accounts = book.newWorksheet("新媒体");
            row(accounts, 0, List.of("平台", "名称", "账号", "运营者", "地址", "责任单位", "责任人", "联系方式", "开通日期", "开通批准", "注销日期",
                    "注销批准", "认证有效期", "最后更新", "提醒", "本年核对"));
            Map<Long, RegisterRows.Checked> checked = rows.checkedAccounts(clock.today().getYear());
            at = 1;
            for (MediaAccount account : rows.accounts(scopes(actor), 0, true, ALL)) {
                AccountLine line = line(account, checked);
                row(accounts, at++, List.of(account.platform().label(), account.name(), account.account(),
                        account.operator(), account.href(), line.unitName(), line.responsibleName(), account.contact(),
                        day(account.openedOn()), account.openApproval(), day(account.closedOn()),
                        account.closeApproval(), day(account.validUntil()), day(account.lastUpdateOn()),
                        String.join("；", line.warnings()), line.checked()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void row(Worksheet sheet, int line, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            sheet.value(line, i, SheetFile.safe(cells.get(i)));
        }
    }

    /** What the footer rules ask for and the site does not have, and what expires soon. */
    private List<String> warnings(SiteRecord site, List<Registration> registrations) {
        var warnings = new ArrayList<String>();
        if (!site.open()) {
            return warnings;
        }
        var numbers = registrations.stream()
                .filter(one -> !one.number().isEmpty())
                .map(Registration::kind)
                .collect(Collectors.toSet());
        for (RegistrationKind kind : List.of(RegistrationKind.ICP, RegistrationKind.POLICE, RegistrationKind.PARTY_MARK,
                RegistrationKind.SITE_CODE)) {
            if (!numbers.contains(kind)) {
                warnings.add("缺" + kind.label());
            }
        }
        registrations.forEach(one -> expiry(one.kind().label(), one.validUntil()).ifPresent(warnings::add));
        return warnings;
    }

    private List<String> warnings(MediaAccount account) {
        var warnings = new ArrayList<String>();
        if (account.closedOn() != null) {
            return warnings;
        }
        expiry("平台认证", account.validUntil()).ifPresent(warnings::add);
        Long idle = account.idleOn(clock.today());
        if (idle == null) {
            warnings.add("没有登记过更新");
        } else if (idle >= standards.rule().idleDays()) {
            warnings.add(idle + "天没有更新");
        }
        return warnings;
    }

    /** In words, from the earliest day of warning on. */
    private Optional<String> expiry(String what, @Nullable LocalDate until) {
        if (until == null) {
            return Optional.empty();
        }
        long left = ChronoUnit.DAYS.between(clock.today(), until);
        int first = standards.rule().warnDays().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (left < 0) {
            return Optional.of(what + "已过期" + -left + "天");
        }
        return left <= first ? Optional.of(what + "还有" + left + "天到期") : Optional.empty();
    }

    /** Three numbers stand among the facts of the site itself. */
    private static List<Registration> withNumbers(SiteRecord site, List<Registration> stored) {
        var all = new LinkedHashMap<RegistrationKind, Registration>();
        stored.forEach(one -> all.put(one.kind(), one));
        number(all, RegistrationKind.ICP, site.icp());
        number(all, RegistrationKind.POLICE, site.policeRecord() == null ? "" : site.policeRecord());
        number(all, RegistrationKind.SITE_CODE, site.idCode());
        return List.copyOf(all.values());
    }

    private static void number(Map<RegistrationKind, Registration> all, RegistrationKind kind, String number) {
        if (!number.isEmpty()) {
            Registration stored = all.get(kind);
            all.put(kind, new Registration(kind, number, "", stored == null ? null : stored.validUntil()));
        }
    }

    private Optional<Refusal> refusal(Actor actor, MediaAccount a) {
        var notAllowed = ContentRules.refusal(ContentAction.MANAGE_SITE, actor, a.unit());
        if (notAllowed.isPresent()) {
            return Optional.of(new Refusal("您没有管理这个单位新媒体账号的权限。"));
        }
        if (PlainText.line(a.name()).isEmpty() || PlainText.length(a.name()) > 60) {
            return refuse("请填写账号名称，最多60个字。");
        }
        if (PlainText.length(a.account()) > 100 || PlainText.length(a.operator()) > 100
                || PlainText.length(a.contact()) > 200) {
            return refuse("账号和运营者最多100个字，联系方式最多200个字。");
        }
        if (!a.href().isBlank() && !a.href().strip().matches("https?://[^\\s\"<>\\\\]{3,300}")) {
            return refuse("账号地址应以“https://”开头；没有就留空。");
        }
        if (a.openedOn() != null && PlainText.line(a.openApproval()).isEmpty()) {
            return refuse("填了开通日期，请写明由谁批准、批准文号。");
        }
        if (a.closedOn() != null && PlainText.line(a.closeApproval()).isEmpty()) {
            return refuse("注销账号请写明由谁批准、批准文号。");
        }
        if (a.closedOn() != null && a.openedOn() != null && a.closedOn().isBefore(a.openedOn())) {
            return refuse("注销日期不能早于开通日期。");
        }
        if (PlainText.length(a.openApproval()) > 100 || PlainText.length(a.closeApproval()) > 100) {
            return refuse("批准文号最多100个字。");
        }
        if (a.lastUpdateOn() != null && a.lastUpdateOn().isAfter(clock.today())) {
            return refuse("最后更新日期不能在今天以后。");
        }
        return unknown(a.responsible());
    }

    private Optional<Refusal> unknown(@Nullable Long person) {
        return Refusal.when(person != null && directory.person(new PersonId(person)).isEmpty(), "责任人不在人员名册里，请重新选择。");
    }

    private Optional<Refusal> manages(Actor actor, long siteId) {
        return Refusal.when(shelf.site(siteId).filter(site -> mayManage(actor, site.unit())).isEmpty(),
                "这个站点不存在，或不归您管理。");
    }

    private static boolean mayManage(Actor actor, UnitPath unit) {
        return ContentRules.refusal(ContentAction.MANAGE_SITE, actor, unit).isEmpty();
    }

    private static List<String> scopes(Actor actor) {
        return actor.scopesOf(ContentPermissions.SITES).stream().map(UnitPath::value).toList();
    }

    private void record(Actor actor, String what, long id) {
        journal.record(actor.ref(), ContentAct.REGISTER_CHANGED, new ObjectRef(what, id), Map.of());
    }

    private static MediaAccount clean(MediaAccount a) {
        return new MediaAccount(a.id(), a.platform(), PlainText.line(a.name()), PlainText.line(a.account()),
                PlainText.line(a.operator()), a.href().strip(), a.unit(), a.responsible(), PlainText.line(a.contact()),
                a.openedOn(), PlainText.line(a.openApproval()), a.closedOn(), PlainText.line(a.closeApproval()),
                a.validUntil(), a.lastUpdateOn());
    }

    private String unitName(UnitPath unit) {
        return directory.unit(unit.unit()).map(Unit::shortName).orElse("");
    }

    private String name(@Nullable Long person) {
        return person == null ? "" : directory.person(new PersonId(person)).map(Person::name).orElse("");
    }

    private String words(RegisterRows.@Nullable Checked checked) {
        return checked == null
                ? ""
                : name(checked.personId()) + " " + clock.local(checked.at()).toLocalDate()
                        + (checked.problems().isEmpty() ? " 核对无误" : " 发现问题：" + checked.problems());
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
