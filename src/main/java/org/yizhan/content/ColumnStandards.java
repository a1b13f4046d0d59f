package org.yizhan.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** The column standard (栏目标准) of each kind of unit, the rule of the group, and how a change of the standard reaches the sites. */
@Service
@Transactional
public class ColumnStandards {
    private final StandardShelf standards;
    private final ColumnShelf shelf;
    private final Directory directory;
    private final Journal journal;
    private final PublicSide publicSide;
    private final Waiting waiting;
    private final Editions editions;
    private final ModelRows models;

    ColumnStandards(StandardShelf standards, ColumnShelf shelf, Directory directory, Journal journal,
            PublicSide publicSide, Waiting waiting, Editions editions, ModelRows models) {
        this.standards = standards;
        this.shelf = shelf;
        this.directory = directory;
        this.journal = journal;
        this.publicSide = publicSide;
        this.waiting = waiting;
        this.editions = editions;
        this.models = models;
    }

    @Transactional(readOnly = true)
    public List<StandardColumn> of(UnitKind kind) {
        return standards.of(kind);
    }

    @Transactional(readOnly = true)
    public Optional<StandardColumn> find(long id) {
        return standards.find(id);
    }

    @Transactional(readOnly = true)
    public GroupRule rule() {
        return standards.rule();
    }

    /** Sites made from now on get it; those that are there get it by {@link #apply}. */
    public Made add(Actor actor, StandardColumn column) {
        var refusal = ContentRules.group(actor).or(() -> refusal(column));
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        var id = standards.insert(clean(column));
        if (id.isEmpty()) {
            return new Made.Refused(new Refusal(
                    "“" + column.kind().label() + "”的标准里已有网址名为“" + column.slug() + "”的栏目。"));
        }
        record(actor, id.get(), column);
        return new Made.Done(id.get());
    }

    public Optional<Refusal> change(Actor actor, StandardColumn column) {
        var before = standards.find(column.id());
        if (before.isEmpty()) {
            return refuse("这个标准栏目不存在。");
        }
        var refusal = ContentRules.group(actor).or(() -> refusal(column));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (before.get().kind() != column.kind() || !before.get().slug().equals(column.slug())) {
            return refuse("标准栏目的单位类别和网址名不能更改，否则已公开的网址都会失效。");
        }
        standards.update(clean(column));
        record(actor, column.id(), column);
        return Optional.empty();
    }

    public Optional<Refusal> change(Actor actor, GroupRule rule) {
        var refusal = ContentRules.group(actor).or(() -> refusal(rule));
        if (refusal.isEmpty()) {
            standards.update(rule);
            journal.record(actor.ref(), ContentAct.GROUP_RULE_CHANGED, new ObjectRef("group", 1), Map.of());
        }
        return refusal;
    }

    /**
     * What applying the standard would change at one site.
     *
     * @param changes in words, one a column
     */
    public record Change(long siteId, String site, List<String> changes) {}

    /** What {@link #apply} would do now; sites that follow the standard already are missing. */
    @Transactional(readOnly = true)
    public List<Change> differences(UnitKind kind) {
        var changes = new ArrayList<Change>();
        for (SiteRecord site : shelf.sites()) {
            if (site.open() && site.standard() == kind) {
                List<String> words = work(site, standards.of(kind), false);
                if (!words.isEmpty()) {
                    changes.add(new Change(site.id(), site.name(), words));
                }
            }
        }
        return changes;
    }

    /**
     * Brings every site of the kind up to the standard: makes what is missing, and gives the columns of the standard its name,
     * description, type, duty, model and chain. What is under review keeps its chain; columns of the site's own stay as they are, and
     * a column that the standard no longer has stays until its site closes it.
     */
    public List<Change> apply(Actor actor, UnitKind kind) {
        if (ContentRules.group(actor).isPresent()) {
            return List.of();
        }
        var changes = new ArrayList<Change>();
        for (SiteRecord site : shelf.sites()) {
            if (site.open() && site.standard() == kind) {
                shelf.lockSite(site.id());
                List<String> words = work(site, standards.of(kind), true);
                if (!words.isEmpty()) {
                    changes.add(new Change(site.id(), site.name(), words));
                    journal.record(actor.ref(), ContentAct.STANDARD_APPLIED, new ObjectRef("site", site.id()),
                            Map.of("kind", kind.name(), "changes", Integer.toString(words.size())));
                }
            }
        }
        if (!changes.isEmpty()) {
            publicSide.announceStructure();
        }
        return changes;
    }

    private List<String> work(SiteRecord site, List<StandardColumn> standard, boolean really) {
        var words = new ArrayList<String>();
        UnitPath county = directory.root().map(Unit::path).orElse(site.unit());
        String unitName = directory.unit(site.unit().unit()).map(Unit::shortName).orElse(site.name());
        List<ColumnRecord> there = shelf.columns(site.id());
        for (StandardColumn wanted : standard) {
            if (wanted.retired()) {
                continue;
            }
            var found = there.stream()
                    .filter(column -> Objects.equals(column.standard(), wanted.id())
                            || column.slug().equals(wanted.slug()))
                    .findFirst();
            NewColumn made = SiteGroup.newColumn(site.id(), site.unit(), county, unitName, wanted);
            if (found.isEmpty()) {
                words.add("新建“" + wanted.name() + "”");
                if (really) {
                    shelf.adopt(SiteGroup.restricted(shelf.insert(made, 1), wanted, models), wanted.id());
                }
            } else {
                String change = change(found.get(), made, editions.chainOf(found.get().id()));
                if (!change.isEmpty()) {
                    words.add(change);
                    if (really) {
                        bring(found.get(), made, wanted.id());
                    }
                }
            }
        }
        return words;
    }

    /** The unit and the person who look after the column are the site's business. */
    private void bring(ColumnRecord column, NewColumn made, long standardId) {
        shelf.update(column.id(), new NewColumn(made.siteId(), column.parentId(), column.slug(), made.name(),
                made.description(), made.keywords(), made.type(), column.unit(),
                column.responsible() == null ? null : new org.yizhan.shared.PersonId(column.responsible()),
                made.duty(), made.updateEveryDays(), made.disclosure(), made.needsIssuingBody(), made.position(),
                made.model(), made.chain()));
        shelf.adopt(column.id(), standardId);
        if (!column.model().equals(made.model())) {
            standards.find(standardId).ifPresent(standard -> SiteGroup.restricted(column.id(), standard, models));
        }
        waiting.placeAllOf(column.id());
    }

    private static String change(ColumnRecord column, NewColumn made, List<ReviewStep> chain) {
        var what = new ArrayList<String>();
        if (!column.name().equals(made.name())) {
            what.add("改名为“" + made.name() + "”");
        }
        if (!column.description().equals(made.description()) || !column.type().equals(made.type())) {
            what.add("更新说明或类型");
        }
        if (!column.duty().equals(made.duty()) || !Objects.equals(column.updateEveryDays(), made.updateEveryDays())) {
            what.add("更新责任改为“" + made.duty() + "”");
        }
        if (!chain.equals(made.chain())) {
            what.add("更新审核流程");
        }
        if (!column.model().equals(made.model())
                || column.disclosure() != made.disclosure()
                || column.needsIssuingBody() != made.needsIssuingBody()) {
            what.add("更新内容要求");
        }
        if (column.position() != made.position()) {
            what.add("调整顺序");
        }
        return what.isEmpty() ? "" : "“" + column.name() + "”：" + String.join("，", what);
    }

    private static Optional<Refusal> refusal(StandardColumn column) {
        var slug = Slugs.refusal(column.slug());
        if (slug.isPresent()) {
            return slug;
        }
        if (PlainText.line(column.name()).isEmpty() || PlainText.length(column.name()) > 30) {
            return refuse("请填写栏目名称，最多30个字。");
        }
        if (PlainText.length(column.description()) > 450 || PlainText.length(column.duty()) > 500
                || PlainText.length(column.type()) > 50 || PlainText.length(column.model()) > 40) {
            return refuse("栏目说明最多450个字，更新责任最多500个字，类型最多50个字。");
        }
        if (column.updateEveryDays() != null && (column.updateEveryDays() < 1 || column.updateEveryDays() > 3660)) {
            return refuse("更新周期应在1到3660天之间。");
        }
        if (column.chain().steps().isEmpty() || column.chain().steps().size() > 9) {
            return refuse("审核环节应有1到9个。");
        }
        return Refusal.when(column.chain()
                .steps()
                .stream()
                .anyMatch(step -> PlainText.line(step.name()).isEmpty()
                        || PlainText.length(step.name()) > 30),
                "请填写每个审核环节的名称，最多30个字。");
    }

    private static Optional<Refusal> refusal(GroupRule rule) {
        if (!rule.domainRule().matches("[a-z0-9.{}-]{1,100}") || !rule.domainRule().contains("{slug}")) {
            return refuse("域名规则要写明 {slug}，例如 {slug}.{domain}。");
        }
        if (!rule.countyDomain().matches("([a-z0-9-]+(\\.[a-z0-9-]+)+)?")) {
            return refuse("县域名的写法不对，例如 yunling.gov.cn。");
        }
        if (rule.extraColumns() < 0 || rule.extraColumns() > 200) {
            return refuse("自设栏目数应在0到200之间。");
        }
        if (rule.shutdownsAYear() < 0 || rule.shutdownsAYear() > 50 || rule.shutdownDays() < 1
                || rule.shutdownDays() > 366) {
            return refuse("临时关停每年次数应在0到50之间，每次天数应在1到366之间。");
        }
        if (rule.closingNoticeDays() < 0 || rule.closingNoticeDays() > 366 || rule.idleDays() < 1
                || rule.idleDays() > 366) {
            return refuse("关停公告期和新媒体更新天数应在366天以内。");
        }
        return Refusal.when(rule.warnDays().isEmpty() || rule.warnDays().size() > 6
                || rule.warnDays().stream().anyMatch(days -> days < 1 || days > 366),
                "到期提醒应是1到6个天数，用逗号隔开，例如 90,30,7。");
    }

    private void record(Actor actor, long id, StandardColumn column) {
        journal.record(actor.ref(), ContentAct.STANDARD_CHANGED, new ObjectRef("standard", id),
                Map.of("kind", column.kind().name(), "slug", column.slug()));
    }

    private static StandardColumn clean(StandardColumn c) {
        return new StandardColumn(c.id(), c.kind(), c.slug(), PlainText.line(c.name()), PlainText.line(c.description()),
                PlainText.line(c.type()), PlainText.lines(c.duty()), c.updateEveryDays(), PlainText.line(c.model()),
                c.disclosure(), c.needsIssuingBody(), c.chain(), c.position(), c.retired());
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
