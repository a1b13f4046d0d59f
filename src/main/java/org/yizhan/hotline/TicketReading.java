package org.yizhan.hotline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseFace;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.web.Dates;

/** Reads a ticket for those who work on it. */
@Component
class TicketReading {
    private final TicketRows rows;
    private final CallNotes notes;
    private final CallBacks callBacks;
    private final OpenTickets open;
    private final CaseReading cases;
    private final Directory directory;
    private final CountyClock clock;

    TicketReading(TicketRows rows, CallNotes notes, CallBacks callBacks, OpenTickets open, CaseReading cases,
            Directory directory, CountyClock clock) {
        this.rows = rows;
        this.notes = notes;
        this.callBacks = callBacks;
        this.open = open;
        this.cases = cases;
        this.directory = directory;
        this.clock = clock;
    }

    /** Title and text. */
    String text(CaseView view) {
        return view.title() + "\n" + rows.find(view.id()).map(Ticket::text).orElse("");
    }

    OpenTickets.About about(CaseView view) {
        return rows.find(view.id())
                .map(ticket -> new OpenTickets.About(view.title() + "\n" + ticket.text() + "\n" + ticket.place(),
                        view.subject(), view.region(), ticket.village(), ticket.latitude(), ticket.longitude()))
                .orElseGet(() -> new OpenTickets.About(view.title(), view.subject(), view.region(), "", null, null));
    }

    CaseFace face(CaseView view) {
        Optional<Ticket> found = rows.find(view.id());
        if (found.isEmpty()) {
            return CaseFace.NONE;
        }
        Ticket ticket = found.get();
        var lines = new ArrayList<CaseFace.Line>();
        add(lines, "紧急程度", ticket.urgency().label());
        add(lines, "村、社区", ticket.village());
        add(lines, "地点", ticket.place());
        if (ticket.happenedOn() != null) {
            add(lines, "发生日期", Dates.day(ticket.happenedOn()));
        }
        add(lines, "录音编号", ticket.recording());
        add(lines, "来自", ticket.externalId().isEmpty() ? "" : ticket.externalSystem() + " " + ticket.externalId());
        if (ticket.reported() != null) {
            add(lines, "被举报单位", directory.unit(ticket.reported().unit()).map(Unit::name).orElse(""));
        }
        if (view.state().isOpen()) {
            add(lines, "附近相似的在办工单", near(view));
        }
        if (ticket.result() != null) {
            add(lines, "办结类型", ticket.result().label());
        }
        callBacks.words(view.id()).forEach(line -> add(lines, line.label(), line.value()));
        var passages = new ArrayList<CaseFace.Passage>();
        passages.add(new CaseFace.Passage("诉求内容", ticket.text()));
        for (CallNotes.Note note : notes.of(view.id())) {
            passages.add(new CaseFace.Passage(note.nature().label() + "　" + Dates.minute(clock.local(note.at())),
                    note.party() + (note.number().isEmpty() ? "" : " " + note.number())
                            + (note.words().isEmpty() ? "" : "：" + note.words())));
        }
        return new CaseFace(lines, passages);
    }

    /** Only alike, not the same: nobody merges them with one press. What is guarded is not named. */
    private String near(CaseView view) {
        return cases.find(open.like(about(view), view.id()).stream().map(CaseId::value).toList())
                .stream()
                .filter(other -> !other.guarded() && !view.guarded())
                .map(other -> other.number() + " " + other.title())
                .collect(Collectors.joining("；"));
    }

    static void add(List<CaseFace.Line> lines, String label, String value) {
        if (!value.isBlank()) {
            lines.add(new CaseFace.Line(label, value));
        }
    }
}
