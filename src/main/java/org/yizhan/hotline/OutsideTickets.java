package org.yizhan.hotline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.SqlLimit;

/** Tickets as other programs see them: those that they handed in, and of all others what tells nothing of a person. */
@Component
@Transactional
public class OutsideTickets {
    /** As many as one answer has (Open311 GeoReport v2: the first 1,000). */
    public static final int MOST = 1_000;
    private static final int MOST_LOOKED_AT = 5_000;

    private final JdbcClient sql;
    private final HotlineDesk desk;
    private final TicketRows rows;
    private final CaseReading cases;
    private final OutsideSystems systems;

    OutsideTickets(JdbcClient sql, HotlineDesk desk, TicketRows rows, CaseReading cases, OutsideSystems systems) {
        this.sql = sql;
        this.desk = desk;
        this.rows = rows;
        this.cases = cases;
        this.systems = systems;
    }

    /** @param open only open ones, only ended ones; null for both */
    public record Wanted(Instant from, Instant until, List<String> subjects, @Nullable Boolean open) {
        public Wanted {
            subjects = List.copyOf(subjects);
        }

        boolean has(CaseView view) {
            return (subjects.isEmpty() || subjects.contains(view.subject()))
                    && (open == null || open == view.state().isOpen());
        }
    }

    /** A ticket that a program hands in; empty when its quota of the day is used up. What is refused uses up nothing. */
    public Optional<HotlineDesk.Receipt> take(OutsideSystems.OutsideSystem system, NewTicket ticket, String media) {
        NewTicket.Outside outside = ticket.outside();
        boolean known = outside != null && rows.fromOutside(outside.system(), outside.id()).isPresent();
        if (!known && !systems.takesOne(system)) {
            return Optional.empty();
        }
        HotlineDesk.Receipt receipt = desk.receive(ticket, ActorRef.PROGRAM);
        switch (receipt) {
            case HotlineDesk.Receipt.Refused _ ->
                TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            case HotlineDesk.Receipt.Taken taken when !media.isEmpty() ->
                sql.sql("insert into hotline.outside_media (case_id, url) values (:id, :url) on conflict do nothing")
                        .param("id", taken.view().id().value())
                        .param("url", media)
                        .update();
            case HotlineDesk.Receipt.Taken _ -> {
            }
        }
        return Optional.of(receipt);
    }

    /** The newest first; nothing guarded. Of a long time the newest 5,000 are looked at. */
    @Transactional(readOnly = true)
    public List<CaseView> find(Wanted wanted) {
        var found = new ArrayList<CaseView>();
        Instant before = wanted.until();
        long beforeId = Long.MAX_VALUE;
        record Place(long id, Instant at) {}
        for (int looked = 0; looked < MOST_LOOKED_AT && found.size() < MOST; looked += MOST) {
            List<Place> places = sql.sql(SqlLimit.of(MOST, """
                    select case_id, received_at from hotline.ticket
                    where (received_at, case_id) < (:before, :id) and received_at >= :from
                    order by received_at desc, case_id desc limit :rows"""))
                    .param("before", before.atOffset(ZoneOffset.UTC))
                    .param("id", beforeId)
                    .param("from", wanted.from().atOffset(ZoneOffset.UTC))
                    .query((row, n) -> new Place(row.getLong(1), row.getTimestamp(2).toInstant()))
                    .list();
            Map<Long, CaseView> views = views(places.stream().map(Place::id).toList());
            places.stream()
                    .map(place -> views.get(place.id()))
                    .filter(view -> view != null && !view.guarded() && wanted.has(view))
                    .limit(MOST - found.size())
                    .forEach(found::add);
            if (places.size() < MOST) {
                break;
            }
            before = places.getLast().at();
            beforeId = places.getLast().id();
        }
        return found;
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

    private Map<Long, CaseView> views(List<Long> ids) {
        return cases.find(ids)
                .stream()
                .collect(Collectors.toMap(view -> view.id().value(), Function.identity()));
    }
}
