package org.yizhan.casework.flow;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShippedProcessTests {
    private static final Vocabulary LETTER = new Vocabulary(
            List.of(Vocabulary.Fact.list("assisting", "协办单位"), Vocabulary.Fact.flag("signOff", "须领导审签")),
            words("accept refuse dispatch arbitrate transfer sign return report askExtension askSupplement suspend resume draftReply"
                    + " giveOpinion sendBack approveReply signOff"),
            words("refused transferred answered"),
            words("sendReply"),
            words("screen assist check"),
            words("office lead assisting leader"));

    private static final Vocabulary ORDER = new Vocabulary(
            List.of(), words("dispatch sign report askExtension finish confirm sendBack"), words("done"), Map.of(),
            words("handle"),
            words("office lead"));

    @Test
    void letterGoesFromTheOfficeToTheUnitsAndOutWithTheLeadersYes() throws IOException {
        Play letter = new Play(shipped("letters/letter", LETTER));
        Facts facts = Facts.of(Map.of("assisting", List.of("水利局", "住建局"), "signOff", true));
        letter.start(facts);
        assertThat(letter.open()).containsExactly("screen");
        letter.does("screen", "dispatch", facts);
        assertThat(letter.open()).containsExactlyInAnyOrder("handle", "assist", "assist");
        letter.does("assist", "giveOpinion", facts);
        letter.does("handle", "draftReply", facts);
        assertThat(letter.open()).containsExactly("assist");
        letter.does("assist", "giveOpinion", facts);
        assertThat(letter.open()).containsExactly("check");
        letter.does("check", "sendBack", facts);
        assertThat(letter.open()).containsExactly("handle");
        letter.does("handle", "draftReply", facts);
        letter.does("check", "approveReply", facts);
        assertThat(letter.open()).containsExactly("sign_off");
        letter.does("sign_off", "sendBack", facts);
        letter.does("check", "approveReply", facts);
        Move.Step last = letter.does("sign_off", "signOff", facts);
        assertThat(last.hooks()).containsExactly("sendReply");
        assertThat(last.outcome()).contains("answered");
        assertThat(last.after()).isEqualTo(Marking.EMPTY);
    }

    @Test
    void unitThatReturnsALetterTakesItFromTheAssistingUnitsToo() throws IOException {
        Play letter = new Play(shipped("letters/letter", LETTER));
        Facts facts = Facts.of(Map.of("assisting", List.of("水利局")));
        letter.start(facts);
        letter.does("screen", "dispatch", facts);
        letter.does("handle", "return", facts);
        assertThat(letter.open()).containsExactly("screen");
        letter.does("screen", "dispatch", Facts.NONE);
        assertThat(letter.open()).as("nobody assists").containsExactly("handle");
        letter.does("handle", "draftReply", Facts.NONE);
        assertThat(letter.does("check", "approveReply", Facts.NONE).outcome()).contains("answered");
    }

    @Test
    void officeEndsOrAnswersALetterItself() throws IOException {
        Map<String, String> ends = Map.of("refuse", "refused", "transfer", "transferred", "draftReply", "answered");
        for (Map.Entry<String, String> end : ends.entrySet()) {
            Play letter = new Play(shipped("letters/letter", LETTER));
            letter.start(Facts.NONE);
            assertThat(letter.does("screen", end.getKey(), Facts.NONE).outcome()).contains(end.getValue());
        }
    }

    @Test
    void answeredLetterIsOpenedAgainAtTheUnit() throws IOException {
        Play letter = new Play(shipped("letters/letter", LETTER));
        letter.take(letter.flow.jump(Marking.EMPTY, "handle", Facts.NONE));
        letter.does("handle", "draftReply", Facts.NONE);
        assertThat(letter.open()).containsExactly("check");
    }

    @Test
    void orderIsDoneOverUntilItIsAccepted() throws IOException {
        Play order = new Play(shipped("orders/order", ORDER));
        order.start(Facts.NONE);
        order.does("draft", "dispatch", Facts.NONE);
        order.does("handle", "finish", Facts.NONE);
        order.does("verify", "sendBack", Facts.NONE);
        order.does("handle", "finish", Facts.NONE);
        assertThat(order.does("verify", "confirm", Facts.NONE).outcome()).contains("done");
    }

    private static CaseProcess shipped(String name, Vocabulary vocabulary) throws IOException {
        try (InputStream file = ShippedProcessTests.class.getResourceAsStream("/processes/" + name + ".bpmn")) {
            Read read = ProcessReader.read(file.readAllBytes(), vocabulary);
            assertThat(read).isInstanceOf(Read.Sound.class);
            return ((Read.Sound) read).process();
        }
    }

    private static Map<String, String> words(String spaced) {
        Map<String, String> words = new LinkedHashMap<>();
        Arrays.stream(spaced.split(" ")).forEach(word -> words.put(word, word));
        return words;
    }

    static final class Play {
        final Flow flow;
        Marking marking = Marking.EMPTY;

        Play(CaseProcess process) {
            flow = new Flow(process, new AtomicLong()::incrementAndGet);
        }

        Move.Step start(Facts facts) {
            return take(flow.start(facts));
        }

        /** The first open token at a task. */
        Move.Step does(String task, String action, Facts facts) {
            Token token = marking.open().stream().filter(one -> one.node().equals(task)).findFirst().orElseThrow();
            return take(flow.complete(marking, token.id(), action, facts));
        }

        Move.Step take(Move move) {
            Move.Step step = (Move.Step) move;
            marking = step.after();
            return step;
        }

        List<String> open() {
            return marking.open().stream().map(Token::node).toList();
        }
    }
}
