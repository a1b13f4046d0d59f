package org.yizhan.letters;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.masking.Masking;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Reads a letter and a reply by the rules as they are now (试一试), so that whoever changes one sees what it does. Nothing is kept. */
@Service
@Transactional(readOnly = true)
public class RuleTrial {
    public static final int LONGEST = 5_000;

    private final RuleWordRows words;
    private final RuleWords rules;
    private final ReplyStrictness strictness;
    private final UnitSuggestion suggestion;
    private final SubjectTree subjects;
    private final Directory directory;
    private final CountyClock clock;

    RuleTrial(RuleWordRows words, RuleWords rules, ReplyStrictness strictness, UnitSuggestion suggestion,
            SubjectTree subjects,
            Directory directory, CountyClock clock) {
        this.words = words;
        this.rules = rules;
        this.strictness = strictness;
        this.suggestion = suggestion;
        this.subjects = subjects;
        this.directory = directory;
        this.clock = clock;
    }

    /** One thing that was read, with what led to it. */
    public record Line(String what, String because) {}

    /** What is wrong with the reply. */
    public record Fault(String degree, String rule, String passage, String advice) {}

    /**
     * What the program would say.
     *
     * @param ways other ways that the letter may go, with what is done then
     * @param letter as the public would read it
     * @param reply as the public would read it; empty when none was typed
     */
    public record Read(List<Line> ways, List<Line> units, List<Line> subjects, String letter, List<Fault> faults,
            String reply) {}

    public Optional<Refusal> refusal(Actor actor, String letter, String reply) {
        return RuleRefusals.of(actor)
                .or(() -> Refusal.when(letter.isBlank(), "请贴一封来信。"))
                .or(() -> Refusal.when(PlainText.length(letter) > LONGEST || PlainText.length(reply) > LONGEST,
                        "来信和答复各最多" + LONGEST + "个字，请缩短。"));
    }

    /** For whoever is not refused. */
    public Read read(String letter, String reply) {
        var known = new Masking.Known(isReport(letter), Set.of(), Set.of(), Set.of(), Set.of());
        return new Read(ways(letter),
                suggestion.units(letter)
                        .stream()
                        .map(one -> new Line(one.what().name(), String.join("、", one.words())))
                        .toList(),
                suggestion.subjects(letter)
                        .stream()
                        .map(one -> new Line(subjects.path(one.what().id()), String.join("、", one.words())))
                        .toList(),
                Masking.mask(letter, known).text(), reply.isBlank() ? List.of() : faults(letter, reply),
                Masking.maskAnswer(reply, letter, known).text());
    }

    private boolean isReport(String letter) {
        return PetitionSigns.look(letter, words.inUse(RuleList.SIGN))
                .stream()
                .anyMatch(proposal -> proposal.ground() == Ground.Code.DISCIPLINE);
    }

    private List<Line> ways(String letter) {
        List<Ground> grounds = rules.grounds();
        return PetitionSigns.look(letter, words.inUse(RuleList.SIGN))
                .stream()
                .flatMap(proposal -> grounds.stream()
                        .filter(ground -> ground.code() == proposal.ground())
                        .map(ground -> new Line(ground.name() + "：" + ground.way() + "（" + ground.basis() + "）",
                                String.join("、", proposal.signs().stream().map(sign -> sign.word().word()).toList()))))
                .toList();
    }

    /** The unit that would answer is the one to which the letter would go. */
    private List<Fault> faults(String letter, String reply) {
        List<Unit> units = suggestion.units(letter).stream().map(UnitSuggestion.Suggested::what).toList();
        List<String> speaker = units.isEmpty()
                ? List.of()
                : List.of(units.getFirst().name(), units.getFirst().shortName());
        List<String> others = directory.units()
                .stream()
                .flatMap(unit -> List.of(unit.name(), unit.shortName()).stream())
                .filter(name -> !speaker.contains(name))
                .toList();
        List<String> phrases = words.inUse(RuleList.STOCK_PHRASE).stream().map(RuleWord::word).toList();
        return strictness.look(new Reply(letter, reply, speaker, others, Set.of(), Set.of(), phrases, List.of(),
                clock.today()))
                .stream()
                .map(finding -> new Fault(finding.degree().label(), finding.rule().label(),
                        reply.substring(finding.from(), finding.from() + finding.length()).strip(), finding.advice()))
                .toList();
    }
}
