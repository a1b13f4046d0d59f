package org.yizhan.hotline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseShelf;
import org.yizhan.casework.CaseView;
import org.yizhan.identity.Vault;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Tickets as other programs see them: those that they handed in, and of all others what tells nothing of a person. */
@Component
@Transactional
public class OutsideTickets {
    /** As many as one answer has (Open311 GeoReport v2: the first 1,000). */
    public static final int MOST = 1_000;
    /** The field of a refusal that says that the number stands for another ticket. */
    public static final String NUMBER = "number";
    private static final int ONCE = 40;

    private final JdbcClient sql;
    private final HotlineDesk desk;
    private final TicketRows rows;
    private final CaseReading cases;
    private final CaseShelf shelf;
    private final OutsideSystems systems;
    private final OutsideNews news;
    private final CaseDesk engine;
    private final Vault vault;
    private final Journal journal;
    private final CountyClock clock;

    OutsideTickets(JdbcClient sql, HotlineDesk desk, TicketRows rows, CaseReading cases, CaseShelf shelf,
            OutsideSystems systems,
            OutsideNews news, CaseDesk engine, Vault vault, Journal journal, CountyClock clock) {
        this.sql = sql;
        this.desk = desk;
        this.rows = rows;
        this.cases = cases;
        this.shelf = shelf;
        this.systems = systems;
        this.news = news;
        this.engine = engine;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param open only open ones, only ended ones; null for both */
    public record Wanted(Instant from, Instant until, List<String> subjects, @Nullable Boolean open) {
        public Wanted {
            subjects = List.copyOf(subjects);
        }
    }

    /** A ticket that a program hands in; empty when its quota of the day is used up. What is refused uses up nothing. */
    public Optional<HotlineDesk.Receipt> take(OutsideSystems.OutsideSystem system, NewTicket typed, String media) {
        return take(system, typed, media, ticket -> desk.receive(ticket, ActorRef.PROGRAM));
    }

    /** The same in the name of the system's person, who may answer or dispatch it at once. */
    public Optional<HotlineDesk.Receipt> take(OutsideSystems.OutsideSystem system, Actor agent, NewTicket typed,
            HotlineDesk.First first) {
        return take(system, typed, "", ticket -> desk.take(agent, ticket, first));
    }

    /**
     * A ticket that a platform above hands down, with the day by which it wants to know (交办时限). One that comes after its day is taken
     * all the same, and is due at once.
     */
    public Optional<HotlineDesk.Receipt> handDown(OutsideSystems.OutsideSystem system, NewTicket typed,
            @Nullable LocalDate due, boolean byFile, ActorRef who) {
        return take(system, typed, "", ticket -> {
            HotlineDesk.Receipt receipt = desk.receive(ticket, who);
            if (receipt instanceof HotlineDesk.Receipt.Taken taken && !taken.again()) {
                CaseId id = taken.view().id();
                news.handedDown(id, due, byFile);
                journal.record(who, HotlineAct.HANDED_DOWN, id.ref(), Map.of("system", Long.toString(system.id())));
                if (due != null) {
                    giveDate(system, id, due);
                }
                return new HotlineDesk.Receipt.Taken(cases.find(id).orElseThrow(), false);
            }
            return receipt;
        });
    }

    private void giveDate(OutsideSystems.OutsideSystem system, CaseId id, LocalDate due) {
        boolean late = due.isBefore(clock.today());
        engine.actAsProgram(id, new CaseAct.GiveDate(late ? clock.today() : due,
                wants(system.name(), due) + (late ? "，送到时已经过期" : "")))
                .refusal()
                .ifPresent(refusal -> {
                    throw new IllegalStateException(id + ": " + refusal.text());
                });
    }

    static String wants(String system, LocalDate due) {
        return system + "要求 " + due + " 办结";
    }

    private Optional<HotlineDesk.Receipt> take(OutsideSystems.OutsideSystem system, NewTicket typed, String media,
            Function<NewTicket, HotlineDesk.Receipt> door) {
        NewTicket.Outside outside = Objects.requireNonNull(typed.outside());
        NewTicket ticket = typed.markedBy(
                vault.digest("hotline-outside", outside.system() + "\n" + outside.id()).substring(0, ONCE));
        Optional<HotlineDesk.Receipt.Taken> known = desk.known(ticket);
        if (known.flatMap(before -> rows.find(before.view().id()))
                .filter(before -> !before.text().equals(PlainText.lines(ticket.text())))
                .isPresent()) {
            return Optional.of(new HotlineDesk.Receipt.Refused(Map.of(NUMBER,
                    new Refusal("编号 " + outside.id() + " 已经交来过另一件，内容不同，本县编号 "
                            + known.get().view().number() + "。新的事项请用新的编号。"))));
        }
        if (known.isEmpty() && !systems.hasRoom(system)) {
            return Optional.empty();
        }
        HotlineDesk.Receipt receipt = known.<HotlineDesk.Receipt>map(before -> before)
                .orElseGet(() -> door.apply(ticket));
        if (!(receipt instanceof HotlineDesk.Receipt.Taken taken)) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return Optional.of(receipt);
        }
        if (!media.isEmpty()) {
            sql.sql("insert into hotline.outside_media (case_id, url) values (:id, :url) on conflict do nothing")
                    .param("id", taken.view().id().value())
                    .param("url", media)
                    .update();
        }
        if (!taken.again()) {
            systems.takesOne(system);
        }
        return Optional.of(receipt);
    }

    /** The newest first; nothing guarded. */
    @Transactional(readOnly = true)
    public List<CaseView> find(Wanted wanted) {
        return shelf.newest(TicketKind.CODE, wanted.from(), wanted.until(), wanted.subjects(), wanted.open(), MOST);
    }

    /** Those of these numbers, the newest first; guarded ones for the system alone that handed them in. */
    @Transactional(readOnly = true)
    public List<CaseView> find(Collection<String> numbers, OutsideSystems.@Nullable OutsideSystem system) {
        List<CaseView> found = cases.byNumbers(numbers)
                .stream()
                .filter(view -> view.kind().equals(TicketKind.CODE))
                .toList();
        Map<CaseId, Own> own = own(found, system);
        return found.stream()
                .filter(view -> !view.guarded() || own.containsKey(view.id()))
                .sorted(Comparator.comparing(CaseView::receivedAt).reversed())
                .toList();
    }

    /** The ticket of this number, if this system handed it in. */
    @Transactional(readOnly = true)
    public Optional<CaseView> mine(OutsideSystems.OutsideSystem system, String number) {
        return cases.byNumber(number)
                .filter(view -> view.kind().equals(TicketKind.CODE) && !own(List.of(view), system).isEmpty());
    }

    /**
     * What only the system that handed a ticket in is told.
     *
     * @param media the address of a picture or film; empty for none
     */
    public record Own(Ticket ticket, String media) {}

    /** Of those of these tickets that this system handed in; nothing for nobody. */
    @Transactional(readOnly = true)
    public Map<CaseId, Own> own(List<CaseView> views, OutsideSystems.@Nullable OutsideSystem system) {
        if (system == null || views.isEmpty()) {
            return Map.of();
        }
        List<Long> ids = views.stream().map(view -> view.id().value()).toList();
        var media = new HashMap<Long, String>();
        sql.sql("select case_id, url from hotline.outside_media where case_id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query((RowCallbackHandler) row -> media.put(row.getLong(1),
                        row.getString(2)));
        return rows.find(ids, system.name())
                .stream()
                .collect(Collectors.toMap(Ticket::id,
                        ticket -> new Own(ticket, media.getOrDefault(ticket.id().value(), ""))));
    }
}
