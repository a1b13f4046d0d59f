package org.yizhan.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Sets up and rearranges the tree of columns (栏目), three levels deep, with the duty and the review chain of each. */
@Service
@Transactional
public class Columns {
    public static final int DEEPEST = 3;

    private final ColumnShelf shelf;
    private final Journal journal;
    private final PublicSide publicSide;
    private final Editions editions;
    private final Waiting waiting;
    private final StandardShelf standards;

    Columns(ColumnShelf shelf, Journal journal, PublicSide publicSide, Editions editions, Waiting waiting,
            StandardShelf standards) {
        this.shelf = shelf;
        this.journal = journal;
        this.publicSide = publicSide;
        this.editions = editions;
        this.waiting = waiting;
        this.standards = standards;
    }

    /** A column, the review chain of it, and whether this person looks after it. */
    public record Sheet(ColumnRecord column, List<ReviewStep> chain, boolean mine) {}

    /** All columns of a site, each after the one it hangs below. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<Sheet> of(Actor actor, long siteId) {
        var all = shelf.columns(siteId);
        var chains = editions.chainsOf(all.stream().map(ColumnRecord::id).toList());
        var ordered = new ArrayList<Sheet>();
        hang(actor, all, chains, null, ordered);
        return ordered;
    }

    private static void hang(Actor actor, List<ColumnRecord> all, Map<Long, List<ReviewStep>> chains,
            @Nullable Long parent, List<Sheet> ordered) {
        for (ColumnRecord column : all) {
            if (Objects.equals(column.parentId(), parent)) {
                ordered.add(sheet(actor, column, chains.getOrDefault(column.id(), List.of())));
                hang(actor, all, chains, column.id(), ordered);
            }
        }
    }

    private static Sheet sheet(Actor actor, ColumnRecord column, List<ReviewStep> chain) {
        return new Sheet(column, chain,
                ContentRules.refusal(ContentAction.MANAGE_COLUMN, actor, column.unit()).isEmpty());
    }

    @Transactional(readOnly = true)
    public Optional<Sheet> find(Actor actor, long id) {
        return shelf.column(id).map(column -> sheet(actor, column, editions.chainOf(id)));
    }

    public Made create(Actor actor, NewColumn column) {
        var site = shelf.site(column.siteId());
        if (site.isEmpty()) {
            return refused("这个站点不存在。");
        }
        var notHere = ContentRules.refusal(ContentAction.MANAGE_COLUMN, actor, site.get().unit())
                .or(() -> refusal(actor, column, 0));
        if (notHere.isPresent()) {
            return new Made.Refused(notHere.get());
        }
        if (!site.get().open()) {
            return refused("这个站点已关停归档，不能再建立栏目。");
        }
        if (site.get().slug().isEmpty() && shelf.isSite(column.slug())) {
            return refused("网址名“" + column.slug() + "”已是一个站点的网址，请换一个。");
        }
        if (site.get().kind() == SiteKind.UNIT && site.get().standard() != null
                && shelf.extraColumns(column.siteId()) >= standards.rule().extraColumns()) {
            return refused("单位站点在标准栏目之外最多自设" + standards.rule().extraColumns() + "个栏目，已经用完。");
        }
        shelf.lockSite(column.siteId());
        int depth = 1;
        if (column.parentId() != null) {
            var parent = shelf.open(column.parentId());
            if (parent.isEmpty() || parent.get().siteId() != column.siteId()) {
                return refused("上级栏目不存在或已关闭。");
            }
            depth = parent.get().depth() + 1;
            if (depth > DEEPEST) {
                return refused("栏目最多三级，“" + parent.get().name() + "”已是第三级。");
            }
        }
        long id = shelf.insert(clean(column), depth);
        journal.record(actor.ref(), ContentAct.COLUMN_CREATED, new ObjectRef("column", id), facts(column));
        publicSide.announceStructure();
        return new Made.Done(id);
    }

    /** Changes what the column says of itself, its duty and its chain; what is under review keeps the chain it started with. */
    public Optional<Refusal> change(Actor actor, long id, NewColumn column) {
        var before = shelf.column(id);
        if (before.isEmpty()) {
            return refuse("这个栏目不存在。");
        }
        var refusal = ContentRules.refusal(ContentAction.MANAGE_COLUMN, actor, before.get().unit())
                .or(() -> refusal(actor, column, id));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!before.get().slug().equals(column.slug())) {
            return refuse("栏目的网址名不能更改，否则已公开的网址都会失效。");
        }
        shelf.update(id, clean(column));
        if (!column.unit().equals(before.get().unit())) {
            waiting.placeAllOf(id);
        }
        journal.record(actor.ref(), ContentAct.COLUMN_CHANGED, new ObjectRef("column", id), facts(column));
        publicSide.announceStructure();
        return Optional.empty();
    }

    public Optional<Refusal> move(Actor actor, long id, @Nullable Long newParent) {
        return rearrange(actor, id, column -> {
            int depth = 1;
            if (newParent != null) {
                var parent = shelf.open(newParent);
                if (parent.isEmpty() || parent.get().siteId() != column.siteId()) {
                    return refuse("上级栏目不存在或已关闭。");
                }
                var above = ContentRules.refusal(ContentAction.MANAGE_COLUMN, actor, parent.get().unit());
                if (above.isPresent()) {
                    return above;
                }
                if (shelf.isInside(newParent, id)) {
                    return refuse("不能把栏目移到它自己下面。");
                }
                depth = parent.get().depth() + 1;
            }
            if (depth + shelf.height(id) - 1 > DEEPEST) {
                return refuse("移动后会超过三级，请先调整下级栏目。");
            }
            shelf.move(id, newParent, depth);
            journal.record(actor.ref(), ContentAct.COLUMN_MOVED, new ObjectRef("column", id),
                    Map.of("parent", newParent == null ? "0" : Long.toString(newParent)));
            publicSide.announceStructure();
            return Optional.empty();
        });
    }

    /** Nothing new is published there; what is public stays readable under its address and can be found. */
    public Optional<Refusal> close(Actor actor, long id) {
        return setState(actor, id, "CLOSED", ContentAct.COLUMN_CLOSED);
    }

    public Optional<Refusal> reopen(Actor actor, long id) {
        return setState(actor, id, "OPEN", ContentAct.COLUMN_REOPENED);
    }

    /** Under the lock of the site, so that two who rearrange its tree at once do not tear it. */
    private Optional<Refusal> rearrange(Actor actor, long id, Function<ColumnRecord, Optional<Refusal>> change) {
        var found = shelf.column(id);
        if (found.isEmpty()) {
            return refuse("这个栏目不存在。");
        }
        shelf.lockSite(found.get().siteId());
        var column = shelf.column(id).orElseThrow();
        var refusal = ContentRules.refusal(ContentAction.MANAGE_COLUMN, actor, column.unit());
        return refusal.isPresent() ? refusal : change.apply(column);
    }

    private Optional<Refusal> setState(Actor actor, long id, String state, ContentAct act) {
        return rearrange(actor, id, column -> {
            if (column.open() == state.equals("OPEN")) {
                return Optional.empty();
            }
            if (column.open() && shelf.hasOpenChildren(id)) {
                return refuse("这个栏目下面还有开放的栏目，请先关闭它们。");
            }
            if (!column.open() && column.parentId() != null && shelf.open(column.parentId()).isEmpty()) {
                return refuse("上级栏目已关闭，请先开放上级栏目。");
            }
            shelf.state(id, state);
            journal.record(actor.ref(), act, new ObjectRef("column", id), Map.of());
            publicSide.announceStructure();
            return Optional.empty();
        });
    }

    private Optional<Refusal> refusal(Actor actor, NewColumn column, long otherThan) {
        var notAllowed = ContentRules.refusal(ContentAction.MANAGE_COLUMN, actor, column.unit())
                .or(() -> Slugs.refusal(column.slug()));
        if (notAllowed.isPresent()) {
            return notAllowed;
        }
        if (PlainText.line(column.name()).isEmpty() || PlainText.length(column.name()) > 30) {
            return refuse("请填写栏目名称，最多30个字。");
        }
        if (PlainText.length(column.description()) > 500 || PlainText.length(column.keywords()) > 200
                || PlainText.length(column.duty()) > 500 || PlainText.length(column.type()) > 50) {
            return refuse("栏目说明和更新责任最多500个字，关键词最多200个字，类型最多50个字。");
        }
        if (column.updateEveryDays() != null && (column.updateEveryDays() < 1 || column.updateEveryDays() > 3660)) {
            return refuse("更新周期应在1到3660天之间。");
        }
        if (column.chain().size() > 9) {
            return refuse("审核环节最多9个。");
        }
        for (ReviewStep step : column.chain()) {
            if (PlainText.line(step.name()).isEmpty() || PlainText.length(step.name()) > 30) {
                return refuse("请填写每个审核环节的名称，最多30个字。");
            }
        }
        return Refusal.when(shelf.columnSlugTaken(column.siteId(), column.slug(), otherThan),
                "网址名“" + column.slug() + "”已被本站别的栏目使用。");
    }

    private static Map<String, String> facts(NewColumn column) {
        return Map.of("site", Long.toString(column.siteId()), "unit", column.unit().value(), "steps",
                Integer.toString(column.chain().size()));
    }

    private static NewColumn clean(NewColumn column) {
        return new NewColumn(column.siteId(), column.parentId(), column.slug(), PlainText.line(column.name()),
                PlainText.line(column.description()), PlainText.line(column.keywords()), PlainText.line(column.type()),
                column.unit(), column.responsible(), PlainText.lines(column.duty()), column.updateEveryDays(),
                column.disclosure(), column.needsIssuingBody(), column.position(), column.model(),
                column.chain()
                        .stream()
                        .map(step -> new ReviewStep(PlainText.line(step.name()), step.permission(), step.unit()))
                        .toList());
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }

    private static Made refused(String text) {
        return new Made.Refused(new Refusal(text));
    }
}
