package org.yizhan.letters;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Power;
import org.yizhan.casework.Replies;
import org.yizhan.journal.Journal;
import org.yizhan.masking.Masking;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * The door to what the public reads of letters (来信公开): the program proposes a text without personal data, a human mends it and says yes,
 * and that text alone leaves.
 */
@Component
public class Publication {
    public static final int LONGEST_TITLE = 50;
    public static final int LONGEST_TEXT = 20_000;

    private final CaseReading cases;
    private final CaseOracle oracle;
    private final CaseDesk desk;
    private final LetterRows rows;
    private final LetterReading reading;
    private final PublishedLetters published;
    private final Journal journal;
    private final CountyClock clock;

    Publication(CaseReading cases, CaseOracle oracle, CaseDesk desk, LetterRows rows, LetterReading reading,
            PublishedLetters published,
            Journal journal, CountyClock clock) {
        this.reading = reading;
        this.cases = cases;
        this.oracle = oracle;
        this.desk = desk;
        this.rows = rows;
        this.published = published;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What is about to become public.
     *
     * @param asked and {@code answered} as they were written, to compare with
     * @param isPublic whether a text of it is public now
     */
    public record Proposal(CaseView view, String asked, String answered, String title, String question, String answer,
            boolean isPublic) {}

    /** Empty for who may not know the letter; a letter that cannot be published says why in {@link #whyNot}. */
    public Optional<Proposal> propose(Actor actor, CaseId id) {
        return cases.find(id).filter(view -> oracle.sight(actor, view) == CaseOracle.Sight.ALL).map(view -> {
            String asked = rows.find(id).map(Letter::text).orElse("");
            String answered = answer(id).map(Replies.Reply::text).orElse("");
            return published.find(id.value())
                    .map(text -> new Proposal(view, asked, answered, text.title(), text.question(), text.answer(),
                            true))
                    .orElseGet(() -> {
                        Masking.Known known = reading.known(view);
                        return new Proposal(view, asked, answered, Masking.mask(view.title(), known).text(),
                                Masking.mask(asked, known).text(), Masking.maskAnswer(answered, asked, known).text(),
                                false);
                    });
        });
    }

    private Optional<Replies.Reply> answer(CaseId id) {
        List<Replies.Reply> sent = cases.sent(id);
        return sent.isEmpty() ? Optional.empty() : Optional.of(sent.getLast());
    }

    public Optional<Refusal> whyNot(Actor actor, CaseView view) {
        return whyNot(actor, view, rows.find(view.id()), answer(view.id()));
    }

    private Optional<Refusal> whyNot(Actor actor, CaseView view, Optional<Letter> letter,
            Optional<Replies.Reply> answer) {
        return Refusal.when(!oracle.has(actor, Power.PUBLISH, view), "您没有公开这封来信的权限。")
                .or(() -> Refusal.when(view.guarded(), "保密的来信不能公开。"))
                .or(() -> Refusal.when(letter.filter(Letter::wantsPublic).isEmpty(), "来信人没有同意公开。"))
                .or(() -> Refusal.when(answer.isEmpty(), "还没有答复，答复以后再公开。"))
                .or(() -> Refusal.when(view.lead() == null && view.answeredAt() == null, "还没有答复，答复以后再公开。"));
    }

    /** @param seen the version that the person saw; null when it does not matter what changed meanwhile */
    @Transactional
    public Optional<Refusal> publish(Actor actor, CaseId id, String typedTitle, String typedQuestion,
            String typedAnswer, @Nullable Integer seen) {
        CaseView view = cases.find(id).orElseThrow();
        String title = PlainText.line(typedTitle).strip();
        String question = PlainText.lines(typedQuestion).strip();
        String answer = PlainText.lines(typedAnswer).strip();
        Optional<Letter> letter = rows.find(id);
        Optional<Replies.Reply> sent = answer(id);
        Optional<Refusal> refusal = whyNot(actor, view, letter, sent)
                .or(() -> length("标题", title, 2, LONGEST_TITLE))
                .or(() -> length("来信内容", question, 2, LONGEST_TEXT))
                .or(() -> length("答复", answer, 2, LONGEST_TEXT));
        if (refusal.isPresent()) {
            return refusal;
        }
        Instant answered = sent.map(Replies.Reply::sentAt).orElse(view.answeredAt());
        published.put(new PublishedLetter(id.value(), title, question, answer, view.clazz(), view.subject(),
                view.region(), letter.orElseThrow().mailbox(),
                (view.lead() == null ? view.home() : view.lead()).unit().value(),
                day(letter.orElseThrow().receivedAt()), answered == null ? clock.today() : day(answered)),
                actor.ref().id());
        Optional<Refusal> refused = desk.act(actor, id, new CaseAct.Publish(), seen).refusal();
        if (refused.isPresent()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        } else {
            journal.record(actor.ref(), LetterAct.PUBLISHED, new ObjectRef("case", id.value()), Map.of());
        }
        return refused;
    }

    private static Optional<Refusal> length(String name, String text, int least, int most) {
        int length = PlainText.length(text);
        return Refusal.when(length < least, "请填写" + name + "。")
                .or(() -> Refusal.when(length > most, name + "最多 " + most + " 个字，现在有 " + length + " 个。"));
    }

    private LocalDate day(Instant at) {
        return clock.local(at).toLocalDate();
    }
}
