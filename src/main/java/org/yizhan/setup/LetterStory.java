package org.yizhan.setup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.yizhan.casework.CaseAct;
import org.yizhan.casework.TakenOver;
import org.yizhan.shared.UnitPath;

/** Turns what was done about a letter, as {@code demo/letters.txt} writes it, into steps of its past. */
final class LetterStory {
    private static final String WRONG_UNIT = "不属于本单位职责";

    /** Whoever acts, by what they are. */
    interface People {
        TakenOver.Step as(Instant at, Hand hand, UnitPath unit, CaseAct act);

        UnitPath unit(String shortName);
    }

    /** Who does a step. */
    enum Hand {
        OFFICE, UNIT, LEADER, WRITER
    }

    /** A line: {@code 3 dispatch 水利局 + 交通局: 请办理}. */
    record Line(int days, String verb, String what, String words) {
        static Line of(String text) {
            String[] parts = text.split("[:：]\\s*", 2);
            String[] head = parts[0].strip().split(" ", 3);
            return new Line(Integer.parseInt(head[0]), head[1], head.length > 2 ? head[2].strip() : "",
                    parts.length > 1 ? parts[1].strip() : "");
        }
    }

    private final People people;
    private final boolean signed;
    private final UnitPath home;
    private final List<TakenOver.Step> steps = new ArrayList<>();
    private UnitPath lead;
    private boolean dispatched;
    private String draft = "";

    LetterStory(People people, UnitPath home, boolean signed) {
        this.people = people;
        this.home = home;
        this.lead = home;
        this.signed = signed;
    }

    List<TakenOver.Step> steps() {
        return steps;
    }

    void tell(Line line, Instant at, LocalDate day) {
        switch (line.verb()) {
            case "accept" -> office(at, new CaseAct.Accept(line.words()));
            case "dispatch" -> give(line, at, false);
            case "arbitrate" -> give(line, at, true);
            case "refuse" -> office(at, new CaseAct.Refuse(line.what(), line.words()));
            case "transfer" -> office(at, new CaseAct.Transfer(line.what(), line.words()));
            case "contact" -> unit(at, new CaseAct.Contact(line.words()));
            case "sign" -> unit(at, new CaseAct.Sign());
            case "return" -> unit(at, new CaseAct.Return(WRONG_UNIT, line.words()));
            case "opinion" -> {
                UnitPath helper = people.unit(line.what());
                steps.add(people.as(at, Hand.UNIT, helper, new CaseAct.GiveOpinion(line.words())));
            }
            case "supplement" ->
                unit(at, new CaseAct.AskSupplement(day.plusDays(Integer.parseInt(line.what())), line.words()));
            case "material" -> writer(at, new CaseAct.AddMaterial(line.words(), List.of()));
            case "suspend" -> unit(at, new CaseAct.Suspend(line.what(), line.words()));
            case "resume" -> unit(at, new CaseAct.Resume(line.words()));
            case "extend" -> unit(at, new CaseAct.AskExtension(Integer.parseInt(line.what()), line.words()));
            case "grant" -> office(at, new CaseAct.DecideExtension(Integer.valueOf(line.what()), line.words()));
            case "date" -> office(at, new CaseAct.GiveDate(day.plusDays(Integer.parseInt(line.what())), line.words()));
            case "instruct" ->
                steps.add(people.as(at, Hand.LEADER, home, new CaseAct.Instruct(line.words())));
            case "urge" -> office(at, new CaseAct.Urge(line.words()));
            case "note" -> office(at, new CaseAct.Note(line.words()));
            case "draft" -> draft(line.words(), at);
            case "back" -> office(at, new CaseAct.SendBack(line.words()));
            case "approve" -> {
                office(at, new CaseAct.ApproveReply(draft, List.of()));
                if (signed) {
                    signOff(at);
                }
            }
            case "rate" -> writer(at, rating(line));
            case "again" -> writer(at, new CaseAct.AskAgain(line.words()));
            case "withdraw" -> writer(at, new CaseAct.Withdraw(line.words()));
            default -> throw new IllegalArgumentException("no step " + line.verb());
        }
    }

    private void give(Line line, Instant at, boolean arbitrated) {
        List<UnitPath> units = Arrays.stream(line.what().split("\\s*\\+\\s*")).map(people::unit).toList();
        lead = units.getFirst();
        dispatched = true;
        office(at, new CaseAct.Dispatch(lead, units.subList(1, units.size()), arbitrated, signed, line.words()));
    }

    /** Before a unit has it, the office answers itself. */
    private void draft(String words, Instant at) {
        draft = words;
        var act = new CaseAct.DraftReply(words, List.of());
        if (dispatched) {
            unit(at, act);
            return;
        }
        office(at, act);
        if (signed) {
            signOff(at);
        }
    }

    private void signOff(Instant at) {
        steps.add(people.as(at, Hand.LEADER, home, new CaseAct.SignOff("")));
    }

    private static CaseAct rating(Line line) {
        String[] parts = line.what().split(" ");
        return new CaseAct.Rate(parts.length > 1 ? Boolean.valueOf(parts[1].equals("solved")) : null,
                Integer.parseInt(parts[0]), line.words());
    }

    private void office(Instant at, CaseAct act) {
        steps.add(people.as(at, Hand.OFFICE, home, act));
    }

    private void unit(Instant at, CaseAct act) {
        steps.add(people.as(at, Hand.UNIT, lead, act));
    }

    private void writer(Instant at, CaseAct act) {
        steps.add(people.as(at, Hand.WRITER, home, act));
    }
}
