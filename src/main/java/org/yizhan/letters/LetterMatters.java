package org.yizhan.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitClass;
import org.yizhan.casework.Matters;
import org.yizhan.shared.UnitPath;

/** What letters have taught is good for everything else that people bring. */
@Component
class LetterMatters implements Matters {
    private final LetterReading reading;
    private final LetterMemory memory;
    private final SubjectTree subjects;
    private final Towns towns;

    LetterMatters(LetterReading reading, LetterMemory memory, SubjectTree subjects, Towns towns) {
        this.reading = reading;
        this.memory = memory;
        this.subjects = subjects;
        this.towns = towns;
    }

    @Override
    public Map<String, String> subjects() {
        return subjects.choices();
    }

    @Override
    public Map<String, String> subjectNames() {
        return subjects.names();
    }

    @Override
    public Map<String, String> regions() {
        return towns.all();
    }

    @Override
    public LimitClass urgency(String subject) {
        return reading.subject(subject).map(Subject::limit).orElse(LimitClass.ORDINARY);
    }

    @Override
    public List<CaseKind.Suggestion> units(String text) {
        return reading.suggestUnits(text, "提到");
    }

    @Override
    public Optional<String> subject(String text) {
        return reading.suggestSubject(text);
    }

    @Override
    public void given(CaseId id, UnitPath lead, String text) {
        memory.note(id.value(), new Topic(Topic.Kind.UNIT, lead.unit().value()), text);
    }

    @Override
    public void about(CaseId id, String subject, String text) {
        reading.subject(subject)
                .ifPresent(one -> memory.note(id.value(), new Topic(Topic.Kind.SUBJECT, one.id()), text));
    }

    @Override
    public void earlier(List<Earlier> cases) {
        var lessons = new ArrayList<LetterMemory.Noted>();
        for (Earlier it : cases) {
            if (it.lead() != null) {
                lessons.add(new LetterMemory.Noted(it.id().value(),
                        new Topic(Topic.Kind.UNIT, it.lead().unit().value()), it.text(), it.day()));
            }
            reading.subject(it.subject())
                    .ifPresent(one -> lessons.add(new LetterMemory.Noted(it.id().value(),
                            new Topic(Topic.Kind.SUBJECT, one.id()), it.text(), it.day())));
        }
        memory.note(lessons);
    }

    @Override
    public List<CaseKind.ReplyFinding> check(CaseView view, String question, String name, String answer) {
        return reading.check(view, question, name, answer);
    }
}
