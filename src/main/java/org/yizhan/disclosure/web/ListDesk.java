package org.yizhan.disclosure.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.DataLists;
import org.yizhan.disclosure.DisclosurePermissions;
import org.yizhan.disclosure.KeyAreas;
import org.yizhan.disclosure.ListKind;
import org.yizhan.disclosure.Places;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Needs;

/** The desk of the lists, the key areas and the reading points. */
@Controller
@Needs(DisclosurePermissions.MANAGE)
class ListDesk {
    private static final int PAGE = 30;
    private static final String LISTS = "/desk/disclosure/lists";
    private static final String KIND = LISTS + "/{kind:[a-z][a-z0-9-]{1,30}}";

    private final DataLists lists;
    private final KeyAreas areas;
    private final Places places;
    private final Bodies bodies;
    private final Choices choices;

    ListDesk(DataLists lists, KeyAreas areas, Places places, Bodies bodies, Choices choices) {
        this.lists = lists;
        this.areas = areas;
        this.places = places;
        this.bodies = bodies;
        this.choices = choices;
    }

    @GetMapping(LISTS)
    String kinds(Actor actor, Model model) {
        model.addAttribute("kinds", lists.kinds());
        model.addAttribute("county", bodies.mayManageCounty(actor));
        return "disclosure/lists-desk";
    }

    @GetMapping(KIND)
    String list(Actor actor, @PathVariable String kind, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String key, Model model, RedirectAttributes notes) {
        return list(actor, kind, q, key, List.of(), model, notes);
    }

    private String list(Actor actor, String kind, String q, @Nullable String key, List<String> problems, Model model,
            RedirectAttributes notes) {
        var found = lists.kind(kind);
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这种名录。"));
            return "redirect:" + LISTS;
        }
        model.addAttribute("kind", found.get());
        model.addAttribute("words", q);
        model.addAttribute("page", lists.list(kind, q, key, PAGE));
        model.addAttribute("problems", problems);
        model.addAttribute("standard", Optional.ofNullable(found.get().against()).flatMap(lists::kind).orElse(null));
        model.addAttribute("bodies", choices.bodiesOf(actor));
        model.addAttribute("county", bodies.mayManageCounty(actor));
        return "disclosure/list-desk";
    }

    @PostMapping(KIND + "/import")
    String take(Actor actor, @PathVariable String kind, @RequestParam(defaultValue = "") String body,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String because, @RequestParam(defaultValue = "false") boolean twice,
            Model model, RedirectAttributes notes)
            throws IOException {
        model.addAttribute("whose", body);
        model.addAttribute("because", because);
        model.addAttribute("twice", twice);
        if (!body.matches("\\d{1,18}")) {
            return list(actor, kind, "", null, List.of("请选择公开主体。"), model, notes);
        }
        if (file == null || file.isEmpty()) {
            return list(actor, kind, "", null, List.of("请选择要导入的文件。"), model, notes);
        }
        return switch (lists.take(actor, kind, Long.parseLong(body), file.getBytes(), because, twice)) {
            case DataLists.Taken.Refused refused -> list(actor, kind, "", null, refused.problems(), model, notes);
            case DataLists.Taken.Done done -> {
                notes.addFlashAttribute("notice",
                        "导入完成：新增" + done.added() + "条，更新" + done.changed() + "条，" + done.same()
                                + "条没有变化。网站上马上可以查到。");
                yield "redirect:" + LISTS + "/" + kind;
            }
        };
    }

    /** What is public and does not agree with the list that it is held against (机构编制审核). */
    @GetMapping(KIND + "/differences")
    String differences(@PathVariable String kind, Model model, RedirectAttributes notes) {
        var found = lists.kind(kind).filter(ListKind::isChecked);
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这种名录，或者它不需要核对。"));
            return "redirect:" + LISTS;
        }
        model.addAttribute("kind", found.get());
        model.addAttribute("rows", lists.differing(found.get()));
        return "disclosure/differences";
    }

    @PostMapping(KIND + "/{row:[0-9]{1,18}}/end")
    String end(Actor actor, @PathVariable String kind, @PathVariable long row, RedirectAttributes notes) {
        return after(lists.end(actor, row), "这一条不再公开，历史仍然保留。", LISTS + "/" + kind, notes);
    }

    /** An empty workbook with the columns of the kind. */
    @GetMapping(KIND + "/template.xlsx")
    void template(@PathVariable String kind, HttpServletResponse response) throws IOException {
        Optional<ListKind> found = lists.kind(kind);
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(found.get().name() + "模板.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (var book = new Workbook(response.getOutputStream(), "yizhan", "1.0")) {
            var sheet = book.newWorksheet(found.get().name());
            for (ListKind.Column column : found.get().columns()) {
                sheet.value(0, column.place() - 1, column.name());
            }
        }
    }

    @GetMapping("/desk/disclosure/areas")
    String areas(Actor actor, Model model) {
        model.addAttribute("areas", areas.all());
        model.addAttribute("county", bodies.mayManageCounty(actor));
        return "disclosure/areas-desk";
    }

    @GetMapping("/desk/disclosure/places")
    String places(Actor actor, Model model) {
        model.addAttribute("places", places.all());
        model.addAttribute("county", bodies.mayManageCounty(actor));
        return "disclosure/places-desk";
    }

    @PostMapping("/desk/disclosure/places")
    String place(Actor actor, @RequestParam Map<String, String> typed, RedirectAttributes notes) {
        String id = typed.getOrDefault("id", "");
        return after(places.put(actor,
                new Places.Place(id.matches("\\d{1,18}") ? Long.parseLong(id) : 0, typed.getOrDefault("name", ""),
                        typed.getOrDefault("address", ""), typed.getOrDefault("hours", ""),
                        typed.getOrDefault("phone", ""), BodyForm.number(typed.get("position")),
                        "true".equals(typed.get("open")))),
                "查阅点已保存。", "/desk/disclosure/places", notes);
    }

    private static String after(Optional<Refusal> refusal, String done, String to, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + to;
    }
}
