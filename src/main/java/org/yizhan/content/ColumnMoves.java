package org.yizhan.content;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * Takes a column with everything in it over to another site (栏目迁移). The column keeps its identity, so what was signed for its articles
 * stays true; it hangs, closed, below the column that takes it in, whose list shows its articles from then on.
 */
@Component
class ColumnMoves {
    private static final int BATCH = 200;

    private final JdbcClient sql;
    private final ColumnShelf shelf;
    private final Editions editions;
    private final PublicSide publicSide;
    private final Journal journal;

    ColumnMoves(JdbcClient sql, ColumnShelf shelf, Editions editions, PublicSide publicSide, Journal journal) {
        this.sql = sql;
        this.shelf = shelf;
        this.editions = editions;
        this.publicSide = publicSide;
        this.journal = journal;
    }

    Optional<Refusal> refusal(long fromSite, long columnId, long intoId) {
        var column = shelf.column(columnId);
        var into = shelf.open(intoId);
        if (column.isEmpty() || column.get().siteId() != fromSite) {
            return Optional.of(new Refusal("要迁移的栏目不属于这个站点。"));
        }
        if (column.get().parentId() != null) {
            return Optional.of(new Refusal("“" + column.get().name() + "”是下级栏目，随上级栏目一起迁移。"));
        }
        if (into.isEmpty() || into.get().siteId() == fromSite) {
            return Optional.of(new Refusal("“" + column.get().name() + "”要迁入的栏目不存在、已关闭，或就在本站。"));
        }
        return Refusal.when(into.get().depth() + shelf.height(columnId) > Columns.DEEPEST,
                "“" + column.get().name() + "”迁入“" + into.get().name() + "”后会超过三级，请另选一个栏目。");
    }

    void move(Actor actor, SiteRecord from, long columnId, long intoId) {
        ColumnRecord into = shelf.column(intoId).orElseThrow();
        shelf.lockSite(into.siteId());
        for (ColumnRecord column : shelf.columns(from.id())) {
            if (shelf.isInside(column.id(), columnId)) {
                takeOver(from, column, into);
            }
        }
        shelf.move(columnId, intoId, into.depth() + 1);
        relist(columnId, into.siteId());
        reindex(columnId);
        journal.record(actor.ref(), ContentAct.COLUMN_TAKEN_OVER, new ObjectRef("column", columnId),
                Map.of("site", Long.toString(into.siteId()), "into", Long.toString(intoId)));
        publicSide.announce(Set.of("column:" + columnId, "column:" + intoId, "site:" + from.id(),
                "site:" + into.siteId()));
    }

    /** Under a slug that the new site does not have; the former address keeps leading here. */
    private void takeOver(SiteRecord from, ColumnRecord column, ColumnRecord into) {
        sql.sql("""
                insert into content.column_redirect (site_id, slug, column_id) values (:site, :slug, :column)
                on conflict (site_id, slug) do update set column_id = excluded.column_id""")
                .param("site", from.id())
                .param("slug", column.slug())
                .param("column", column.id())
                .update();
        String slug = from.slug() + '-' + column.slug();
        String free = slug.length() > 40 ? "c" + column.id() : slug;
        for (int n = 2; shelf.columnSlugTaken(into.siteId(), free, column.id()); n++) {
            free = "c" + column.id() + '-' + n;
        }
        sql.sql("""
                update content.column_ set site_id = :site, slug = :slug, state = 'CLOSED', standard_id = null,
                    moved_into = :into where id = :id""")
                .param("site", into.siteId())
                .param("slug", free)
                .param("into", into.id())
                .param("id", column.id())
                .update();
    }

    private void relist(long columnId, long siteId) {
        sql.sql("""
                with recursive down as (
                    select id from content.column_ where id = :id
                    union all
                    select c.id from content.column_ c join down on c.parent_id = down.id)
                update content.document d set site_id = :site from content.edition e
                where e.document_id = d.id and e.column_id in (select id from down)
                  and not exists (select 1 from content.edition later
                      where later.document_id = d.id and later.number > e.number
                        and later.column_id not in (select id from down))""")
                .param("id", columnId)
                .param("site", siteId)
                .update();
        sql.sql("""
                with recursive down as (
                    select id from content.column_ where id = :id
                    union all
                    select c.id from content.column_ c join down on c.parent_id = down.id)
                delete from content.site_listing where article_column_id in (select id from down)""")
                .param("id", columnId)
                .update();
        sql.sql("""
                with recursive down as (
                    select id from content.column_ where id = :id
                    union all
                    select c.id from content.column_ c join down on c.parent_id = down.id)
                insert into content.site_listing
                select l.* from content.line l where l.article_column_id in (select id from down)
                on conflict do nothing""").param("id", columnId).update();
        sql.sql("""
                with recursive down as (
                    select id from content.column_ where id = :id
                    union all
                    select c.id from content.column_ c join down on c.parent_id = down.id)
                update content.column_listing set site_id = :site where article_column_id in (select id from down)""")
                .param("id", columnId)
                .param("site", siteId)
                .update();
    }

    private void reindex(long columnId) {
        long after = 0;
        while (true) {
            var documents = sql.sql(SqlLimit.of(BATCH, """
                    select document_id from content.column_listing
                    where column_id = :column and document_id > :after order by document_id limit :rows"""))
                    .param("column", columnId)
                    .param("after", after)
                    .query((row, n) -> row.getLong(1))
                    .list();
            if (documents.isEmpty()) {
                return;
            }
            for (long document : documents) {
                editions.live(document)
                        .ifPresent(live -> publicSide.index(live, editions.attachmentText(live)));
                after = document;
            }
        }
    }
}
