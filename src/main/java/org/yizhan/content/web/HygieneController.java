package org.yizhan.content.web;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.HygieneDesk;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Needs;

/** What is wrong in what is published: the list for the unit that owns it. */
@Controller
class HygieneController {
    private static final String ONE = "/desk/hygiene/{id:[0-9]{1,18}}";

    private final HygieneDesk desk;
    private final UnitChoice units;
    private final CountyClock clock;

    HygieneController(HygieneDesk desk, UnitChoice units, CountyClock clock) {
        this.desk = desk;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping("/desk/hygiene")
    @Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.PUBLISH})
    String list(Actor actor, @RequestParam(defaultValue = "false") boolean accepted,
            @RequestParam(defaultValue = "false") boolean heavy, @RequestParam(required = false) @Nullable String key,
            Model model) {
        var page = desk.list(actor, accepted, heavy, key);
        model.addAttribute("page", page);
        model.addAttribute("accepted", accepted);
        model.addAttribute("heavy", heavy);
        model.addAttribute("names", units.names(page.items().stream().map(HygieneDesk.Line::unit).toList()));
        model.addAttribute("lastRun", desk.lastRun().orElse(null));
        model.addAttribute("mayRun", desk.mayRun(actor));
        model.addAttribute("hosts", desk.hosts());
        model.addAttribute("zone", clock.zone());
        return "content/hygiene";
    }

    @PostMapping(ONE + "/accept")
    @Needs(ContentPermissions.PUBLISH)
    String accept(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String reason,
            RedirectAttributes notes) {
        return after(desk.accept(actor, id, reason), "已记下理由，这个问题不再提示；在“已保留”里可以重新列出。", notes);
    }

    @PostMapping(ONE + "/reopen")
    @Needs(ContentPermissions.PUBLISH)
    String reopen(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(desk.reopen(actor, id), "这个问题又在待处理的列表里了。", notes);
    }

    @PostMapping(ONE + "/relist")
    @Needs(ContentPermissions.PUBLISH)
    String relist(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(desk.relist(actor, id), "列表和搜索已按发布的内容重新写过。", notes);
    }

    @PostMapping("/desk/hygiene/run")
    @Needs(ContentPermissions.WORDS)
    String run(Actor actor, RedirectAttributes notes) {
        return after(desk.run(actor), "已经开始，会在后台慢慢检查，不影响大家工作。过几分钟刷新看结果。", notes);
    }

    @PostMapping("/desk/hygiene/hosts")
    @Needs(ContentPermissions.WORDS)
    String hosts(Actor actor, @RequestParam(defaultValue = "") String hosts, RedirectAttributes notes) {
        return after(desk.setHosts(actor, hosts), "已更新。夜里只核查这些域名的链接。", notes);
    }

    private static String after(Optional<Refusal> refusal, String done, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:/desk/hygiene";
    }
}
