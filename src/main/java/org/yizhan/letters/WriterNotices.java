package org.yizhan.letters;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.PastEvent;
import org.yizhan.casework.Replies;
import org.yizhan.casework.WriterNews;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.messaging.Channel;
import org.yizhan.shared.web.Dates;

/**
 * Tells the writer what happened (告知来信人), in the act's transaction: the number and what to do, never what the letter is about.
 */
@Component
class WriterNotices {
    private static final String SEE = "请到网站“查进度”中查看";
    private static final String HOTLINE = "12345";

    private final LetterRows rows;
    private final LetterPromise promise;
    private final WriterNews news;
    private final Directory directory;
    private final CountyClock clock;

    WriterNotices(LetterRows rows, LetterPromise promise, WriterNews news, Directory directory, CountyClock clock) {
        this.rows = rows;
        this.promise = promise;
        this.news = news;
        this.directory = directory;
        this.clock = clock;
    }

    void received(CaseView view, LetterRows.Sender from) {
        promise.expected(view)
                .ifPresent(due -> news.tell(view, "1", view.receivedAt(), "letter-received",
                        Map.of("number", view.number(), "code", view.code(), "due", Dates.day(due)),
                        () -> reach(from)));
    }

    Optional<Channel> first(CaseView view) {
        return news.first(reach(rows.sender(view.id())));
    }

    void acted(CaseView view, List<PastEvent> events) {
        events.forEach(past -> text(view, past.event())
                .ifPresent(text -> news.tell(view, String.valueOf(past.number()), past.at(), text.template(),
                        text.values(), () -> reach(rows.sender(view.id())))));
    }

    /** That the letter with which this one was merged has its answer, which is read under this one's number. */
    void answeredWith(CaseView merged, CaseView main, Replies.Reply reply) {
        news.tell(merged, "with:" + main.id().value() + ":" + reply.number(), Objects.requireNonNull(reply.sentAt()),
                "letter-answered", Map.of("number", merged.number(), "unit", unit(main)),
                () -> reach(rows.sender(merged.id())));
    }

    private record Text(String template, Map<String, String> values) {}

    private Optional<Text> text(CaseView view, CaseEvent event) {
        String number = view.number();
        return Optional.ofNullable(switch (event) {
            case CaseEvent.SupplementAsked asked -> new Text("letter-supplement",
                    Map.of("number", number, "what", "说明或材料，" + SEE, "until", Dates.day(asked.until())));
            case CaseEvent.ExtensionGranted _ when view.due() != null -> new Text("letter-extended",
                    Map.of("number", number, "due", day(view.due()), "reason", "需要更多时间核实办理"));
            case CaseEvent.ReplySent _ -> new Text("letter-answered", Map.of("number", number, "unit", unit(view)));
            case CaseEvent.Refused refused -> new Text("letter-refused",
                    Map.of("number", number, "reason", refused.ground(), "advice", SEE));
            case CaseEvent.Transferred to -> new Text("letter-transferred", Map.of("number", number, "unit",
                    to.channel(), "due", promise.latest(view).map(Dates::day).orElse("法律规定的期限"), "phone", HOTLINE));
            case CaseEvent.Reopened _ -> new Text("letter-reopened", Map.of("number", number));
            default -> null;
        });
    }

    private String unit(CaseView view) {
        return view.lead() == null || view.guarded()
                ? "承办单位"
                : directory.unit(view.lead().unit()).map(Unit::name).orElse("承办单位");
    }

    private String day(@Nullable Instant deadline) {
        return deadline == null ? "" : Dates.day(clock.local(deadline.minusMillis(1)).toLocalDate());
    }

    private static WriterNews.Reach reach(LetterRows.Sender sender) {
        return new WriterNews.Reach(sender.member(), sender.writer().phone(), sender.writer().email());
    }
}
