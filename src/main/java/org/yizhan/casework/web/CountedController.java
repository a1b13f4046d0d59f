package org.yizhan.casework.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.casework.BehindFigures;
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
    private final BehindFigures behind;

    CountedController(CaseFigures figures, Kinds kinds, Directory directory, BehindFigures behind) {
        this.behind = behind;
        this.figures = figures;
        this.kinds = kinds;
        this.directory = directory;
    }

    @GetMapping("/desk/cases/counted")
    String list(Actor actor, @RequestParam Map<String, String> query, Model model, RedirectAttributes notes) {
        Optional<CaseSet> asked = CaseSet.read(query);
        List<CaseKind> named = asked.map(this::kinds).orElse(List.of());
        if (named.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("看不懂要列出哪些办件，请从统计表里的数字点进来。"));
            return "redirect:/desk/cases";
        }
        CaseSet set = asked.orElseThrow();
        model.addAttribute("named", named);
        model.addAttribute("words", words(set, named));
        model.addAttribute("closed", behind.closed(actor, named).orElse(null));
        model.addAttribute("href", set.href());
        model.addAttribute("page", figures.cases(actor, set, query.get("key")));
        return "casework/counted";
    }

    /** Empty when one of them is unknown. */
    private List<CaseKind> kinds(CaseSet set) {
        List<CaseKind> known = kinds.all().stream().filter(kind -> set.kinds().contains(kind.code())).toList();
        return known.size() == set.kinds().size() ? known : List.of();
    }

    /** What is counted, as people say it. */
    private List<String> words(CaseSet set, List<CaseKind> named) {
        var words = new ArrayList<String>();
        if (set.units().size() == 1) {
            words.add(directory.unit(set.units().iterator().next()).map(Unit::name).orElse("已撤销的单位"));
        } else if (!set.units().isEmpty()) {
            words.add(set.units().size() + " 个单位");
        }
        set.codes()
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> words.add(one.getValue().isEmpty()
                        ? "没有" + one.getKey().label()
                        : named.stream()
                                .map(kind -> kind.labels().of(one.getKey()).get(one.getValue()))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(one.getValue())));
        if (set.village() != null) {
            words.add(set.village());
        }
        String came = named.stream()
                .map(kind -> kind.countedBy().label())
                .distinct()
                .collect(Collectors.joining("或"));
        if (!set.days().words().isEmpty()) {
            words.add(set.days().words() + came);
        }
        if (!set.received().words().isEmpty()) {
            words.add(set.received().words() + came);
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
