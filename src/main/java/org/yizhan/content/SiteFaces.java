package org.yizhan.content;

import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.files.Files.Purpose;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** What a site's own manager arranges (站点设置): emblem, registrations in the footer, blocks of the home page, slots. */
@Service
@Transactional
public class SiteFaces {
    static final int MOST_BLOCKS = 20;
    private static final int MOST_SLOTS = 40;
    private static final Pattern ARTICLE = Pattern.compile("/(?:[a-z0-9-]+/){1,2}\\d{6}/(\\d{1,18})\\.html");
    private static final Pattern OURS = Pattern.compile("/(?!/)[^\\s\"<>\\\\]{0,500}");

    private final SiteFaceRows rows;
    private final ColumnShelf shelf;
    private final Structure structure;
    private final PublishedContent published;
    private final Files files;
    private final FileRights rights;
    private final Wording wording;
    private final Journal journal;
    private final PublicSide publicSide;
    private final CountyClock clock;

    SiteFaces(SiteFaceRows rows, ColumnShelf shelf, Structure structure, PublishedContent published, Files files,
            FileRights rights, Wording wording, Journal journal, PublicSide publicSide, CountyClock clock) {
        this.rows = rows;
        this.shelf = shelf;
        this.structure = structure;
        this.published = published;
        this.files = files;
        this.rights = rights;
        this.wording = wording;
        this.journal = journal;
        this.publicSide = publicSide;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<SiteBlock> blocks(SiteRecord site) {
        List<SiteBlock> arranged = rows.blocks(site.id());
        return arranged.isEmpty() ? standard(site.kind() == SiteKind.PORTAL) : arranged;
    }

    @Transactional(readOnly = true)
    public List<SiteSlot> slots(long siteId) {
        return rows.slots(siteId);
    }

    @Transactional(readOnly = true)
    public Optional<SiteSlot> slot(long siteId, long id) {
        return rows.slot(id).filter(found -> found.siteId() == siteId).map(SiteFaceRows.Placed::slot);
    }

    @Transactional(readOnly = true)
    public List<Registration> registrations(long siteId) {
        return rows.registrations(siteId);
    }

    @Transactional(readOnly = true)
    public @Nullable Long logo(long siteId) {
        return rows.logo(siteId);
    }

    /** How a home page is arranged that nobody has arranged. */
    static List<SiteBlock> standard(boolean portal) {
        var kinds = new ArrayList<BlockKind>(List.of(BlockKind.NEWS, BlockKind.NOTICES, BlockKind.POLICY,
                BlockKind.DISCLOSURE, BlockKind.SERVICES, BlockKind.INTERACTION));
        if (portal) {
            kinds.add(kinds.indexOf(BlockKind.POLICY) + 1, BlockKind.ANSWERS);
            kinds.addAll(List.of(BlockKind.LEADERS, BlockKind.TOPICS, BlockKind.DATA, BlockKind.VIDEOS,
                    BlockKind.PICTURES, BlockKind.RANKING, BlockKind.UNITS));
        }
        return kinds.stream().map(kind -> new SiteBlock(kind, "", null, switch (kind) {
            case TOPICS, VIDEOS, PICTURES -> 3;
            case SERVICES -> 4;
            default -> 5;
        })).toList();
    }

    /** Stores a picture for an emblem or a slot. */
    public FileReceipt picture(Actor actor, long siteId, InputStream bytes, String name) {
        var refusal = refusal(actor, siteId);
        if (refusal.isPresent()) {
            return new FileReceipt.Refused(refusal.get());
        }
        FileReceipt receipt = files.store(bytes, name, Purpose.PICTURE, actor.ref());
        if (receipt instanceof FileReceipt.Taken taken) {
            rights.uploaded(taken.file().id().value(), actor, clock.now());
        }
        return receipt;
    }

    /** @param fileId one that {@link #picture} has stored for this person; null takes the emblem away */
    public Optional<Refusal> logo(Actor actor, long siteId, @Nullable Long fileId) {
        var refusal = refusal(actor, siteId).or(() -> foreign(actor, fileId));
        if (refusal.isEmpty()) {
            rows.logo(siteId, fileId);
            changed(actor, siteId, "logo");
            publicSide.announceStructure();
        }
        return refusal;
    }

    /** Numbers that the footer shows are kept with the site itself, so that there is one of each. */
    public Optional<Refusal> register(Actor actor, long siteId, List<Registration> registrations) {
        var refusal = refusal(actor, siteId);
        if (refusal.isPresent()) {
            return refusal;
        }
        for (Registration one : registrations) {
            if (PlainText.length(one.number()) > 100 || PlainText.length(one.grade()) > 20) {
                return refuse(one.kind().label() + "的编号最多100个字，级别最多20个字。");
            }
        }
        SiteRecord site = shelf.site(siteId).orElseThrow();
        String icp = site.icp();
        String police = site.policeRecord() == null ? "" : site.policeRecord();
        String code = site.idCode();
        for (Registration one : registrations) {
            switch (one.kind()) {
                case ICP -> icp = PlainText.line(one.number());
                case POLICE -> police = PlainText.line(one.number());
                case SITE_CODE -> code = PlainText.line(one.number());
                default -> {
                }
            }
        }
        if (!code.equals(site.idCode())) {
            var unfit = ContentRules.group(actor).isPresent()
                    ? refuse("网站标识码由县里统一填写，请联系县电政办。")
                    : Sites.codeRefusal(code);
            if (unfit.isPresent()) {
                return unfit;
            }
        }
        shelf.numbers(siteId, icp, police.isEmpty() ? null : police, code);
        for (Registration one : registrations) {
            rows.registration(siteId, new Registration(one.kind(), PlainText.line(one.number()),
                    PlainText.line(one.grade()), one.validUntil()));
        }
        changed(actor, siteId, "registrations");
        publicSide.announceStructure();
        return Optional.empty();
    }

    public Optional<Refusal> arrange(Actor actor, long siteId, List<SiteBlock> blocks) {
        var refusal = refusal(actor, siteId);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (blocks.isEmpty() || blocks.size() > MOST_BLOCKS) {
            return refuse("首页要有1到" + MOST_BLOCKS + "个板块。");
        }
        for (SiteBlock block : blocks) {
            if (block.count() < SiteBlock.FEWEST || block.count() > SiteBlock.MOST) {
                return refuse("“" + block.kind().label() + "”显示的条数应在3到10之间。");
            }
            if (PlainText.length(block.title()) > 20) {
                return refuse("板块标题最多20个字。");
            }
            if (block.columnId() == null ? block.kind() == BlockKind.COLUMN : !isOpen(block.columnId())) {
                return refuse("“" + block.kind().label() + "”板块要显示的栏目没有选，或已关闭。");
            }
        }
        rows.blocks(siteId, blocks.stream()
                .map(block -> new SiteBlock(block.kind(), PlainText.line(block.title()),
                        block.kind().isOfColumn() ? block.columnId() : null, block.count()))
                .toList());
        changed(actor, siteId, "blocks");
        publicSide.announce(java.util.Set.of("site:" + siteId));
        return Optional.empty();
    }

    public Made addSlot(Actor actor, long siteId, SiteSlot slot) {
        var refusal = refusal(actor, siteId).or(() -> refusal(actor, slot, null)).or(() -> wording(siteId, slot));
        if (refusal.isEmpty() && rows.slots(siteId).size() >= MOST_SLOTS) {
            refusal = refuse("一个站点最多" + MOST_SLOTS + "个推荐位，请先删除过期的。");
        }
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        long id = rows.insert(siteId, clean(slot), document(slot.href()), actor.ref().id());
        slotChanged(actor, siteId, slot.pictureFileId());
        return new Made.Done(id);
    }

    public Optional<Refusal> changeSlot(Actor actor, long siteId, SiteSlot slot) {
        var before = rows.slot(slot.id()).filter(found -> found.siteId() == siteId);
        if (before.isEmpty()) {
            return refuse("这个推荐位不存在，可能已被删除。");
        }
        var refusal = refusal(actor, siteId)
                .or(() -> refusal(actor, slot, before.get().slot().pictureFileId()))
                .or(() -> wording(siteId, slot));
        if (refusal.isEmpty()) {
            rows.update(clean(slot), document(slot.href()));
            slotChanged(actor, siteId, slot.pictureFileId());
        }
        return refusal;
    }

    public Optional<Refusal> removeSlot(Actor actor, long siteId, long slotId) {
        var refusal = refusal(actor, siteId);
        if (refusal.isEmpty() && rows.slot(slotId).filter(found -> found.siteId() == siteId).isPresent()) {
            rows.remove(slotId);
            slotChanged(actor, siteId, null);
        }
        return refusal;
    }

    private void slotChanged(Actor actor, long siteId, @Nullable Long picture) {
        changed(actor, siteId, "slots");
        publicSide.announce(picture == null
                ? java.util.Set.of("site:" + siteId)
                : java.util.Set.of("site:" + siteId, "file:" + picture));
    }

    private void changed(Actor actor, long siteId, String what) {
        journal.record(actor.ref(), ContentAct.SITE_CHANGED, new ObjectRef("site", siteId), Map.of("what", what));
    }

    private Optional<Refusal> refusal(Actor actor, long siteId) {
        var site = shelf.site(siteId);
        return site.isEmpty()
                ? refuse("这个站点不存在。")
                : ContentRules.refusal(ContentAction.MANAGE_SITE, actor, site.get().unit());
    }

    private Optional<Refusal> refusal(Actor actor, SiteSlot slot, @Nullable Long formerPicture) {
        if (PlainText.line(slot.text()).isEmpty() || PlainText.length(slot.text()) > 60) {
            return refuse("请填写推荐位的文字，最多60个字。");
        }
        if (slot.place() == SlotPlace.CAROUSEL && slot.pictureFileId() == null) {
            return refuse("轮播图要有图片，请选择一张。");
        }
        if (slot.pictureFileId() != null
                && (PlainText.line(slot.alt()).isEmpty() || PlainText.length(slot.alt()) > 100)) {
            return refuse("请填写图片的替代文字，说明图上有什么，最多100个字。");
        }
        if (slot.until() != null && !slot.until().isAfter(slot.from())) {
            return refuse("撤下的时间应晚于出现的时间。");
        }
        if (slot.until() != null && slot.until().isBefore(clock.now())) {
            return refuse("撤下的时间已经过去，推荐位不会出现。");
        }
        if (slot.pictureFileId() != null && !slot.pictureFileId().equals(formerPicture)) {
            var foreign = foreign(actor, slot.pictureFileId());
            if (foreign.isPresent()) {
                return foreign;
            }
        }
        return address(slot.href().strip());
    }

    private Optional<Refusal> wording(long siteId, SiteSlot slot) {
        return shelf.site(siteId)
                .flatMap(site -> wording.refusal("推荐位的文字", slot.text(), site.unit())
                        .or(() -> wording.refusal("图片的替代文字", slot.alt(), site.unit())));
    }

    private Optional<Refusal> foreign(Actor actor, @Nullable Long fileId) {
        return Refusal.when(fileId != null && !rights.isUploadOf(fileId, actor), "这张图片不是您上传的，请重新选择图片。");
    }

    /** An address that leads somewhere: of an article or column that is public, of a page of the program, or outside. */
    private Optional<Refusal> address(String href) {
        if (href.isEmpty()) {
            return Optional.empty();
        }
        if (href.startsWith("https://") || href.startsWith("http://")) {
            return Refusal.when(!isOutside(href), "外部网址的写法不对，例如 https://www.gov.cn/。");
        }
        if (!OURS.matcher(href).matches()) {
            return refuse("网址应以“/”开头（本站），或以“https://”开头（外部网站）。");
        }
        Long document = document(href);
        if (document != null) {
            return Refusal.when(published.article(document).isEmpty(), "这个地址的稿件没有公开，读者打不开。");
        }
        String path = href.replaceFirst("[?#].*", "");
        String[] parts = path.substring(1).split("/", -1);
        boolean known = path.equals("/")
                || ReservedSlugs.contains(parts[0])
                || published.siteBySlug(parts[0]).isPresent()
                || published.column(published.portal().id(), parts[0]).isPresent();
        return Refusal.when(!known, "本站没有“" + path + "”这个地址，请从浏览器地址栏复制。");
    }

    private static boolean isOutside(String href) {
        try {
            String host = URI.create(href).getHost();
            return href.length() <= 500 && host != null && host.contains(".");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable Long document(String href) {
        Matcher article = ARTICLE.matcher(href.strip());
        return article.matches() ? Long.valueOf(article.group(1)) : null;
    }

    private boolean isOpen(long columnId) {
        return structure.now().column(columnId).isPresent();
    }

    private static SiteSlot clean(SiteSlot slot) {
        return new SiteSlot(slot.id(), slot.place(), PlainText.line(slot.text()), PlainText.line(slot.alt()),
                slot.pictureFileId(), slot.href().strip(), slot.from(), slot.until(), slot.position());
    }

    /** Slots as they show at this moment, for a preview of the home page. */
    @Transactional(readOnly = true)
    public List<SiteSlot> shown(long siteId, Instant moment) {
        return rows.publicSlots(siteId, moment).stream().filter(slot -> slot.isShownAt(moment)).toList();
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
