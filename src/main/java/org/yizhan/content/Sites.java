package org.yizhan.content;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.directory.UnitKind;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Sets up the county's portal and the units' sites below it (站群). */
@Service
@Transactional
public class Sites {
    private final ColumnShelf shelf;
    private final Journal journal;
    private final PublicSide publicSide;

    Sites(ColumnShelf shelf, Journal journal, PublicSide publicSide) {
        this.shelf = shelf;
        this.journal = journal;
        this.publicSide = publicSide;
    }

    /** The slug is empty for the portal, of which there is one. */
    public Made create(Actor actor, NewSite site) {
        return create(actor, site, site.slug().isEmpty() ? SiteKind.PORTAL : SiteKind.UNIT, null);
    }

    /** A site with a name and columns of its own, such as one for a campaign or a body that no unit of the list is (专题站点). */
    public Made createSpecial(Actor actor, NewSite site) {
        return site.slug().isEmpty()
                ? new Made.Refused(new Refusal("请填写网址名，例如 lyw。"))
                : create(actor, site, SiteKind.SPECIAL, null);
    }

    Made create(Actor actor, NewSite site, SiteKind kind, @Nullable UnitKind standard) {
        var refusal = ContentRules.group(actor).or(() -> refusal(actor, site, 0));
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        long id = shelf.insert(clean(site));
        shelf.kind(id, kind, standard);
        journal.record(actor.ref(), ContentAct.SITE_CREATED, new ObjectRef("site", id),
                Map.of("unit", site.unit().value()));
        publicSide.announceStructure();
        return new Made.Done(id);
    }

    /** Whether this person decides for all sites: makes and ends them, and says what they are called. */
    public boolean mayManageGroup(Actor actor) {
        return ContentRules.group(actor).isEmpty();
    }

    /** One site, when this person looks after it. */
    @Transactional(readOnly = true)
    public Optional<SiteRecord> find(Actor actor, long id) {
        return shelf.site(id)
                .filter(site -> ContentRules.refusal(ContentAction.MANAGE_SITE, actor, site.unit()).isEmpty());
    }

    /** The sites that this person looks after. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<SiteRecord> of(Actor actor) {
        return shelf.sites().stream().filter(site -> looksAfter(actor, site.unit())).toList();
    }

    /** The same sites in the same order, for a list to choose from. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<SiteName> names(Actor actor) {
        return shelf.siteNames().stream().filter(site -> looksAfter(actor, site.unit())).toList();
    }

    private static boolean looksAfter(Actor actor, UnitPath unit) {
        return ContentRules.refusal(ContentAction.MANAGE_SITE, actor, unit).isEmpty()
                || ContentRules.refusal(ContentAction.MANAGE_COLUMN, actor, unit).isEmpty();
    }

    public Optional<Refusal> change(Actor actor, long id, NewSite site) {
        var before = shelf.site(id);
        if (before.isEmpty()) {
            return Optional.of(new Refusal("这个站点不存在。"));
        }
        var refusal = ContentRules.refusal(ContentAction.MANAGE_SITE, actor, before.get().unit())
                .or(() -> refusal(actor, site, id));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!before.get().slug().equals(site.slug())) {
            return Optional.of(new Refusal("站点的网址名不能更改，否则已公开的网址都会失效。"));
        }
        if (ContentRules.group(actor).isPresent() && isOfTheGroup(before.get(), clean(site))) {
            return Optional.of(new Refusal("站点的名称、域名、标识码、归属和顺序由县里统一管理，请联系县电政办更改。"));
        }
        shelf.update(id, clean(site));
        journal.record(actor.ref(), ContentAct.SITE_CHANGED, new ObjectRef("site", id),
                Map.of("unit", site.unit().value()));
        publicSide.announceStructure();
        return Optional.empty();
    }

    /** Whether what the county decides for all its sites would change. */
    private static boolean isOfTheGroup(SiteRecord before, NewSite site) {
        return !before.name().equals(site.name())
                || !Objects.equals(before.host(), site.host())
                || !before.domain().equals(site.domain())
                || !before.idCode().equals(site.idCode())
                || !before.unit().equals(site.unit())
                || before.position() != site.position();
    }

    private Optional<Refusal> refusal(Actor actor, NewSite site, long otherThan) {
        var notAllowed = ContentRules.refusal(ContentAction.MANAGE_SITE, actor, site.unit());
        if (notAllowed.isPresent()) {
            return notAllowed;
        }
        if (!site.slug().isEmpty()) {
            var slug = Slugs.refusal(site.slug());
            if (slug.isPresent()) {
                return slug;
            }
            if (shelf.portalHasColumn(site.slug())) {
                return Optional.of(new Refusal("网址名“" + site.slug() + "”已是县门户网站的栏目，请换一个。"));
            }
        }
        if (PlainText.line(site.name()).isEmpty() || PlainText.length(site.name()) > 60) {
            return Optional.of(new Refusal("请填写站点名称，最多60个字。"));
        }
        if (site.host() != null && !site.host().matches("[a-z0-9.-]{3,200}")) {
            return Optional.of(new Refusal("域名“" + site.host() + "”的写法不对，例如 slj.yunling.gov.cn。"));
        }
        if (site.hue() < 0 || site.hue() > 359) {
            return Optional.of(new Refusal("主色的色相应在0到359之间。"));
        }
        var code = codeRefusal(PlainText.line(site.idCode()));
        if (code.isPresent()) {
            return code;
        }
        return Refusal.when(shelf.siteSlugTaken(site.slug(), site.host(), otherThan),
                site.slug().isEmpty() ? "县门户网站已经建立。" : "网址名“" + site.slug() + "”或域名已被别的站点使用。");
    }

    static Optional<Refusal> codeRefusal(String code) {
        return Refusal.when(!code.isEmpty() && !code.matches("[0-9]{10}|bm[0-9]{8}"),
                "网站标识码应为10位数字：6位行政区划代码加4位顺序号，例如 9801230001。");
    }

    private static NewSite clean(NewSite site) {
        return new NewSite(site.slug(), site.host(), PlainText.line(site.name()), PlainText.line(site.domain()),
                PlainText.line(site.idCode()), PlainText.line(site.organizer()), PlainText.line(site.contact()),
                PlainText.line(site.icp()), site.policeRecord() == null ? null : PlainText.line(site.policeRecord()),
                site.hue(), site.unit(), site.position());
    }
}
