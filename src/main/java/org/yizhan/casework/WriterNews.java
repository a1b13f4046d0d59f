package org.yizhan.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.Phone;
import org.yizhan.messaging.Channel;
import org.yizhan.messaging.Notice;
import org.yizhan.messaging.Outbox;
import org.yizhan.messaging.Recipient;
import org.yizhan.shared.ActorRef;

/**
 * Tells whoever a case comes from what happened to it (告知来件人), in the act's transaction. Of what is taken over from an earlier time
 * nobody is told.
 */
@Component
public class WriterNews {
    private static final Duration NEWS = Duration.ofDays(1);

    private final Outbox outbox;
    private final CountyClock clock;

    WriterNews(Outbox outbox, CountyClock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * How the writer can be reached, as far as he said.
     *
     * @param phone any number; only a mobile phone is written to
     */
    public record Reach(@Nullable ActorRef member, String phone, String email) {
        private Recipient recipient() {
            return new Recipient(member, List.of())
                    .and(Channel.SMS, Phone.problem(phone).isEmpty() ? phone : "")
                    .and(Channel.EMAIL, email);
        }
    }

    /** What he is told first by; empty when there is no way to him. */
    public Optional<Channel> first(Reach reach) {
        return outbox.first(reach.recipient());
    }

    /**
     * @param news what is told of this case, each once: the number of the event
     * @param at when it happened
     * @param reach asked only when it is told
     */
    public void tell(CaseView view, String news, Instant at, String template, Map<String, String> values,
            Supplier<Reach> reach) {
        if (at.isBefore(clock.now().minus(NEWS))) {
            return;
        }
        outbox.send(new Notice(view.kind() + ":" + view.id().value() + ":" + news, reach.get().recipient(), template,
                values).leadingTo("/track/" + view.number()));
    }
}
