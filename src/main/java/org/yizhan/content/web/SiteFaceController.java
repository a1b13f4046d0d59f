package org.yizhan.content.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.BlockKind;
import org.yizhan.content.Columns;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Made;
import org.yizhan.content.Registration;
import org.yizhan.content.RegistrationKind;
import org.yizhan.content.SiteBlock;
import org.yizhan.content.SiteFaces;
import org.yizhan.content.SiteRecord;
import org.yizhan.content.SiteSlot;
import org.yizhan.content.Sites;
import org.yizhan.content.SlotPlace;
import org.yizhan.files.FileReceipt;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Emblem, registrations, home page and slots of one site: what its own manager looks after. */
@Controller
@Needs(ContentPermissions.SITES)
class SiteFaceController {
    private static final String SITE = "/desk/sites/{id:[0-9]{1,18}}";

    private final Sites sites;
    private final SiteFaces faces;
    private final Columns columns;
    private final CountyClock clock;

    SiteFaceController(Sites sites, SiteFaces faces, Columns columns, CountyClock clock) {
        this.sites = sites;
        this.faces = faces;
        this.columns = columns;
        this.clock = clock;
    }

    private String of(Actor actor, long id, Model model, RedirectAttributes notes, Function<SiteRecord, String> page) {
        Optional<SiteRecord> site = sites.find(actor, id);
        if (site.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这个站点不存在，或不归您管理。"));
            return "redirect:/desk/sites";
        }
        model.addAttribute("of", site.get());
        model.addAttribute("county", sites.mayManageGroup(actor));
        return page.apply(site.get());
    }

    @GetMapping(SITE + "/marks")
    String marks(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        return of(actor, id, model, notes, site -> marks(actor, model, site, List.of(), FormErrors.NONE));
    }

    /** @param typed what was typed and not taken; empty shows what is registered */
    private String marks(Actor actor, Model model, SiteRecord site, List<Registration> typed, FormErrors errors) {
        var registered = new LinkedHashMap<RegistrationKind, Registration>();
        for (RegistrationKind kind : RegistrationKind.values()) {
            registered.put(kind, new Registration(kind, ownNumber(site, kind), "", null));
        }
        faces.registrations(site.id())
                .forEach(one -> registered.put(one.kind(), new Registration(one.kind(),
                        ownNumber(site, one.kind()).isEmpty() ? one.number() : ownNumber(site, one.kind()), one.grade(),
                        one.validUntil())));
        typed.forEach(one -> registered.put(one.kind(), one));
        model.addAttribute("mayCode", sites.mayManageGroup(actor));
        model.addAttribute("registrations", List.copyOf(registered.values()));
        model.addAttribute("logo", faces.logo(site.id()));
        model.addAttribute("errors", errors);
        return "content/site-marks";
    }

    /** Three numbers stand among the facts of the site itself. */
    private static String ownNumber(SiteRecord site, RegistrationKind kind) {
        return switch (kind) {
            case ICP -> site.icp();
            case POLICE -> site.policeRecord() == null ? "" : site.policeRecord();
            case SITE_CODE -> site.idCode();
            default -> "";
        };
    }

    /** Rows as lists of the same length. */
    record MarksForm(@Nullable List<String> kind, @Nullable List<String> number, @Nullable List<String> grade,
            @Nullable List<String> until) {}

    @PostMapping(SITE + "/marks")
    String marks(Actor actor, @PathVariable long id, @ModelAttribute("typed") MarksForm form, Model model,
            RedirectAttributes notes) {
        return of(actor, id, model, notes, site -> {
            var rows = new ArrayList<Registration>();
            for (int i = 0; form.kind() != null && i < form.kind().size(); i++) {
                String until = at(form.until(), i);
                LocalDate day = date(until);
                if (!until.isEmpty() && day == null) {
                    return marks(actor, model, site, rows,
                            FormErrors.of(new Refusal("有效期“" + until + "”看不懂，请按 2027-03-01 的样子填写。")));
                }
                for (RegistrationKind kind : RegistrationKind.values()) {
                    if (kind.name().equals(form.kind().get(i))) {
                        rows.add(new Registration(kind, at(form.number(), i), at(form.grade(), i), day));
                    }
                }
            }
            var refusal = faces.register(actor, id, rows);
            if (refusal.isPresent()) {
                return marks(actor, model, site, rows, FormErrors.of(refusal.get()));
            }
            notes.addFlashAttribute("notice", "备案登记已保存，页脚马上更新；到期前会提醒。");
            return "redirect:/desk/sites/" + id + "/marks";
        });
    }

    @PostMapping(SITE + "/emblem")
    String emblem(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes notes) throws IOException {
        Optional<Refusal> refusal;
        if (file == null || file.isEmpty()) {
            refusal = Optional.of(new Refusal("请选择徽标图片。"));
        } else {
            refusal = switch (take(actor, id, file)) {
                case FileReceipt.Refused refused -> Optional.of(refused.why());
                case FileReceipt.Taken taken -> faces.logo(actor, id, taken.file().id().value());
            };
        }
        return after(refusal, "徽标已更换，网站上马上生效。", "/desk/sites/" + id + "/marks", notes);
    }

    @PostMapping(SITE + "/emblem/remove")
    String withoutEmblem(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(faces.logo(actor, id, null), "徽标已撤下，页头改用平台的标志。", "/desk/sites/" + id + "/marks", notes);
    }

    @GetMapping(SITE + "/home")
    String home(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        return of(actor, id, model, notes, site -> home(actor, model, site, faces.blocks(site), FormErrors.NONE));
    }

    private String home(Actor actor, Model model, SiteRecord site, List<SiteBlock> blocks, FormErrors errors) {
        model.addAttribute("blocks", blocks);
        model.addAttribute("errors", errors);
        var open = new LinkedHashMap<String, String>();
        for (Columns.Sheet sheet : columns.of(actor, site.id())) {
            if (sheet.column().open()) {
                open.put(Long.toString(sheet.column().id()),
                        "　".repeat(sheet.column().depth() - 1) + sheet.column().name());
            }
        }
        model.addAttribute("columns", open);
        return "content/site-home";
    }

    /** Rows as lists of the same length; a row without a place in the order is left out. */
    record HomeForm(@Nullable List<String> order, @Nullable List<String> kind, @Nullable List<String> title,
            @Nullable List<String> column, @Nullable List<String> count) {}

    @PostMapping(SITE + "/home")
    String home(Actor actor, @PathVariable long id, @ModelAttribute("typed") HomeForm form, Model model,
            RedirectAttributes notes) {
        return of(actor, id, model, notes, site -> {
            record Placed(int order, SiteBlock block) {}
            var rows = new ArrayList<Placed>();
            for (int i = 0; form.kind() != null && i < form.kind().size(); i++) {
                String order = at(form.order(), i);
                if (order.matches("\\d{1,3}")) {
                    for (BlockKind kind : BlockKind.values()) {
                        if (kind.name().equals(form.kind().get(i))) {
                            rows.add(new Placed(Integer.parseInt(order), new SiteBlock(kind, at(form.title(), i),
                                    number(at(form.column(), i)), count(at(form.count(), i)))));
                        }
                    }
                }
            }
            rows.sort(java.util.Comparator.comparingInt(Placed::order));
            List<SiteBlock> blocks = rows.stream().map(Placed::block).toList();
            var refusal = faces.arrange(actor, id, blocks);
            if (refusal.isPresent()) {
                return home(actor, model, site, blocks, FormErrors.of(refusal.get()));
            }
            notes.addFlashAttribute("notice", "首页编排已保存，网站首页马上更新。没有内容的板块不会出现。");
            return "redirect:/desk/sites/" + id + "/home";
        });
    }

    private static int count(String typed) {
        return typed.matches("\\d{1,3}") ? Integer.parseInt(typed) : 0;
    }

    @GetMapping(SITE + "/slots")
    String slots(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        return of(actor, id, model, notes, site -> {
            Instant now = clock.now();
            var lines = new ArrayList<SlotLine>();
            for (SiteSlot slot : faces.slots(id)) {
                String state = slot.isShownAt(now) ? "正在显示" : slot.from().isAfter(now) ? "还没到时间" : "已撤下";
                lines.add(
                        new SlotLine(slot, state, words(slot.from()), slot.until() == null ? "" : words(slot.until())));
            }
            model.addAttribute("slots", lines);
            model.addAttribute("shown", faces.shown(id, now));
            return "content/site-slots";
        });
    }

    @GetMapping(SITE + "/slots/new")
    String newSlot(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        return of(actor, id, model, notes, site -> slot(model, 0, SlotForm.empty(clock.local(clock.now())),
                FormErrors.NONE));
    }

    @GetMapping(SITE + "/slots/{slot:[0-9]{1,18}}")
    String editSlot(Actor actor, @PathVariable long id, @PathVariable long slot, Model model,
            RedirectAttributes notes) {
        return of(actor, id, model, notes, site -> {
            Optional<SiteSlot> found = faces.slot(id, slot);
            if (found.isEmpty()) {
                notes.addFlashAttribute("refusal", new Refusal("这个推荐位不存在，可能已被删除。"));
                return "redirect:/desk/sites/" + id + "/slots";
            }
            return slot(model, slot, SlotForm.of(found.get(), clock::local), FormErrors.NONE);
        });
    }

    @PostMapping(SITE + "/slots")
    String addSlot(Actor actor, @PathVariable long id, @ModelAttribute("typed") SlotForm form,
            @RequestParam(required = false) @Nullable MultipartFile file, Model model, RedirectAttributes notes)
            throws IOException {
        return slot(actor, id, 0, form, file, model, notes);
    }

    @PostMapping(SITE + "/slots/{slot:[0-9]{1,18}}")
    String changeSlot(Actor actor, @PathVariable long id, @PathVariable long slot,
            @ModelAttribute("typed") SlotForm form, @RequestParam(required = false) @Nullable MultipartFile file,
            Model model, RedirectAttributes notes) throws IOException {
        return slot(actor, id, slot, form, file, model, notes);
    }

    private String slot(Actor actor, long id, long slotId, SlotForm form, @Nullable MultipartFile file, Model model,
            RedirectAttributes notes) throws IOException {
        Optional<SiteRecord> site = sites.find(actor, id);
        if (site.isEmpty()) {
            return of(actor, id, model, notes, ignored -> "");
        }
        Long picture = number(form.text(form.picture()));
        if (file != null && !file.isEmpty()) {
            switch (take(actor, id, file)) {
                case FileReceipt.Refused refused -> {
                    return of(actor, id, model, notes,
                            ignored -> slot(model, slotId, form, FormErrors.of("file", refused.why().text())));
                }
                case FileReceipt.Taken taken -> picture = taken.file().id().value();
            }
        }
        SlotForm kept = form.with(picture);
        LocalDateTime from = moment(form.text(form.from()));
        LocalDateTime until = moment(form.text(form.until()));
        if (from == null || until == null && !form.text(form.until()).isEmpty()) {
            return of(actor, id, model, notes, ignored -> slot(model, slotId, kept,
                    FormErrors.of(from == null ? "from" : "until", "时间看不懂，请按 2026-11-20T08:00 的样子填写。")));
        }
        SiteSlot slot = new SiteSlot(slotId, form.place() == null ? SlotPlace.NOTICE : form.place(),
                form.text(form.words()), form.text(form.alt()), picture, form.text(form.href()), at(from),
                until == null ? null : at(until), form.position() == null ? 0 : form.position());
        Optional<Refusal> refusal = slotId == 0
                ? switch (faces.addSlot(actor, id, slot)) {
                    case Made.Refused refused -> Optional.of(refused.why());
                    case Made.Done ignored -> Optional.empty();
                }
                : faces.changeSlot(actor, id, slot);
        if (refusal.isPresent()) {
            return of(actor, id, model, notes,
                    ignored -> slot(model, slotId, kept, FormErrors.of(refusal.get())));
        }
        notes.addFlashAttribute("notice", "推荐位已保存，到时间自动出现和撤下。");
        return "redirect:/desk/sites/" + id + "/slots";
    }

    private static String slot(Model model, long slotId, SlotForm form, FormErrors errors) {
        var places = new LinkedHashMap<String, String>();
        for (SlotPlace place : SlotPlace.values()) {
            places.put(place.name(), place.label());
        }
        model.addAttribute("slotId", slotId);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("places", Map.copyOf(places));
        return "content/site-slot";
    }

    @PostMapping(SITE + "/slots/{slot:[0-9]{1,18}}/remove")
    String removeSlot(Actor actor, @PathVariable long id, @PathVariable long slot, RedirectAttributes notes) {
        return after(faces.removeSlot(actor, id, slot), "推荐位已删除，网站上马上撤下。", "/desk/sites/" + id + "/slots", notes);
    }

    private FileReceipt take(Actor actor, long id, MultipartFile file) throws IOException {
        String name = file.getOriginalFilename() == null ? "picture" : file.getOriginalFilename();
        try (InputStream bytes = file.getInputStream()) {
            return faces.picture(actor, id, bytes, name);
        }
    }

    private String words(Instant moment) {
        LocalDateTime at = clock.local(moment);
        return "%d年%d月%d日 %02d:%02d".formatted(at.getYear(), at.getMonthValue(), at.getDayOfMonth(), at.getHour(),
                at.getMinute());
    }

    private Instant at(LocalDateTime local) {
        return local.atZone(clock.zone()).toInstant();
    }

    private static @Nullable LocalDateTime moment(String typed) {
        try {
            return typed.isEmpty() ? null : LocalDateTime.parse(typed.replace(' ', 'T'));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    static @Nullable LocalDate date(String typed) {
        return TypedDay.of(typed).orElse(null);
    }

    static @Nullable Long number(String typed) {
        return typed.matches("\\d{1,18}") ? Long.valueOf(typed) : null;
    }

    private static String at(@Nullable List<String> values, int i) {
        return values == null || i >= values.size() || values.get(i) == null ? "" : values.get(i).strip();
    }

    static String after(Optional<Refusal> refusal, String done, String to, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + to;
    }
}
