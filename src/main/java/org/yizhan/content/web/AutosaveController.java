package org.yizhan.content.web;

import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.Autosaves;
import org.yizhan.content.ContentPermissions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.Needs;

/** Keeps what is being typed, and tells who else has the text open; called by the editor's script. A new one has the number 0. */
@Controller
@Needs(ContentPermissions.WRITE)
class AutosaveController {
    private final Autosaves autosaves;
    private final TypedForms typed;
    private final CountyClock clock;

    AutosaveController(Autosaves autosaves, TypedForms typed, CountyClock clock) {
        this.autosaves = autosaves;
        this.typed = typed;
        this.clock = clock;
    }

    /** @param changed whether there is something to keep, or the editor only says that it is still open */
    @PostMapping("/desk/articles/{id:[0-9]{1,18}}/autosave")
    @ResponseBody
    Map<String, String> keep(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "true") boolean changed, ArticleForm form, Typing typing) {
        String said = "";
        Long own = typing.own();
        if (changed && own != null) {
            said = autosaves.keep(actor, own, id, version, typed.write(form))
                    .map(refusal -> refusal.text())
                    .orElseGet(() -> {
                        typing.takeUp(autosaves, actor);
                        var now = clock.local(clock.now());
                        return "写的内容已自动保存（%02d:%02d），只有您自己看得到。".formatted(now.getHour(), now.getMinute());
                    });
        }
        String others = autosaves.present(actor, id)
                .stream()
                .map(other -> other.name() + "也打开着这篇稿件。")
                .collect(Collectors.joining());
        return Map.of("said", said, "others", others);
    }

    @PostMapping("/desk/articles/{id:[0-9]{1,18}}/autosave/drop")
    String drop(Actor actor, @PathVariable long id, @RequestParam long own, RedirectAttributes notes) {
        autosaves.forget(actor, own);
        notes.addFlashAttribute("notice", "没有保存完的内容已去掉。");
        return "redirect:/desk/articles/" + (id == Autosaves.NEW ? "new" : id + "/edit");
    }
}
