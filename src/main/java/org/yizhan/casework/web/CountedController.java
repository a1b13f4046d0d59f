package org.yizhan.casework.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.casework.CaseFigures;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseSet;
import org.yizhan.casework.Fate;
import org.yizhan.casework.Kinds;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.StaffOnly;

/** The cases behind a figure, as far as the person may see them. */
@Controller
@StaffOnly
class CountedController {
    private final CaseFigures figures;
    private final Kinds kinds;
    private final Directory directory;

    CountedController(CaseFigures figures, Kinds kinds, Directory directory) {
        this.figures = figures;
        this.kinds = kinds;
        this.directory = directory;
    }

    @GetMapping("/desk/cases/counted")
    String list(Actor actor, @RequestParam Map<String, String> query, Model model, RedirectAttributes notes) {
        Optional<CaseSet> asked = CaseSet.read(query);
        Optional<CaseKind> kind = asked.flatMap(set -> kinds.all()
                .stream()
                .filter(one -> one.code().equals(set.kind()))
                .findFirst());
        if (kind.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("看不懂要列出哪些办件，请从统计表里的数字点进来。"));
            return "redirect:/desk/cases";
        }
        CaseSet set = asked.orElseThrow();
        model.addAttribute("kind", kind.get());
        model.addAttribute("words", words(set, kind.get()));
        model.addAttribute("href", set.href());
        model.addAttribute("page", figures.cases(actor, set, query.get("key")));
        return "casework/counted";
    }

    /** What is counted, as people say it. */
    private List<String> words(CaseSet set, CaseKind kind) {
        var words = new ArrayList<String>();
        if (set.unit() != null) {
            words.add(directory.unit(set.unit()).map(Unit::name).orElse("已撤销的单位"));
        }
        String clazz = set.clazz();
        if (clazz != null) {
            words.add(kind.labels().classes().getOrDefault(clazz, clazz));
        }
        if (!set.received().words().isEmpty()) {
            words.add(set.received().words() + "收到");
        }
        if (!set.ended().words().isEmpty()) {
            words.add(set.ended().first() != null && set.ended().last() == null
                    ? set.ended().words() + "仍未办结或才办结"
                    : set.ended().words() + "办结");
        }
        if (!set.fates().isEmpty()) {
            words.add(set.fates().stream().sorted().map(Fate::label).collect(Collectors.joining("、")));
        }
        if (set.mark() != null) {
            words.add(set.mark().label());
        }
        return words;
    }
}
