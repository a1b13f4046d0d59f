package org.yizhan.hotline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseId;
import org.yizhan.search.Keywords;
import org.yizhan.shared.SqlLimit;

/**
 * Finds open tickets about the same thing near by while a call lasts (相似在办工单). Each open ticket stands under its few telling words,
 * its subject and the square kilometre it lies in; of each of these only the newest are looked at, so that the answer comes as fast
 * among a quarter of a million as among ten.
 */
@Component
class OpenTickets {
    private static final int WORDS_KEPT = 16;
    private static final int WORDS_ASKED = 8;
    private static final int NEWEST = 200;
    private static final int MOST = 5;
    /** About a kilometre. */
    private static final BigDecimal CELLS_A_DEGREE = BigDecimal.valueOf(100);

    private static final double SUBJECT = 2;
    private static final double NEAR = 3;
    private static final double REGION = 1;
    private static final double VILLAGE = 3;
    private static final double WORD = 2;
    /** Two words and the township, or the subject and a neighbour. */
    private static final double LEAST = 4;

    private final JdbcClient sql;

    OpenTickets(JdbcClient sql) {
        this.sql = sql;
    }

    /** What a ticket is about, as far as it is typed. */
    record About(String text, String subject, String region, String village, @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude) {
        static About of(String title, NewTicket ticket) {
            return new About(title + "\n" + ticket.text() + "\n" + ticket.place(), ticket.subject(), ticket.region(),
                    ticket.village(), ticket.latitude(), ticket.longitude());
        }
    }

    void add(CaseId id, About about) {
        Set<String> terms = new LinkedHashSet<>(words(about.text(), WORDS_KEPT));
        marks(about).keySet().stream().filter(mark -> !mark.startsWith("#n")).forEach(terms::add);
        sql.sql("""
                insert into hotline.open_term (term, case_id)
                select term, :id from unnest(:terms::text[]) term on conflict do nothing""")
                .param("id", id.value())
                .param("terms", terms.toArray(String[]::new))
                .update();
    }

    void remove(CaseId id) {
        sql.sql("delete from hotline.open_term where case_id = :id").param("id", id.value()).update();
    }

    private static List<String> words(String text, int most) {
        return Keywords.strongest(Keywords.of(text), most);
    }

    /** Signs of subject and place with what each counts; {@code #n} are the eight squares around. */
    private static Map<String, Double> marks(About about) {
        var marks = new HashMap<String, Double>();
        if (!about.subject().isEmpty()) {
            marks.put("#s" + about.subject(), SUBJECT);
        }
        if (!about.region().isEmpty()) {
            marks.put("#r" + about.region(), REGION);
        }
        if (!about.village().isEmpty() && !about.region().isEmpty()) {
            marks.put("#v" + about.region() + about.village(), VILLAGE);
        }
        if (about.latitude() != null && about.longitude() != null) {
            marks.put(cell(square(about.latitude()), square(about.longitude())), NEAR);
        }
        return marks;
    }

    private static long square(BigDecimal degrees) {
        return (long) Math.floor(degrees.multiply(CELLS_A_DEGREE).doubleValue());
    }

    private static String cell(long north, long east) {
        return "#c" + north + "," + east;
    }

    /** The likeliest first; none while too little is typed. */
    List<CaseId> like(About about, @Nullable CaseId itself) {
        Map<String, Double> asked = marks(about);
        words(about.text(), WORDS_ASKED).forEach(word -> asked.put(word, WORD));
        if (about.latitude() != null && about.longitude() != null) {
            long north = square(about.latitude());
            long east = square(about.longitude());
            for (long n = north - 1; n <= north + 1; n++) {
                for (long e = east - 1; e <= east + 1; e++) {
                    asked.put(cell(n, e), NEAR);
                }
            }
        }
        var scores = new HashMap<Long, Double>();
        var said = new LinkedHashSet<Long>();
        record Hit(String term, long id) {}
        List<Hit> hits = asked.isEmpty()
                ? List.of()
                : sql.sql(SqlLimit.of(NEWEST,
                        """
                                select asked.term, found.case_id from unnest(:terms::text[]) as asked (term) cross join lateral (
                                    select one.case_id from hotline.open_term one where one.term = asked.term
                                    order by one.case_id desc limit :rows) found"""))
                        .param("terms", asked.keySet().toArray(String[]::new))
                        .query((row, n) -> new Hit(row.getString(1), row.getLong(2)))
                        .list();
        for (Hit hit : hits) {
            scores.merge(hit.id(), asked.getOrDefault(hit.term(), 0.0), Double::sum);
            if (!hit.term().startsWith("#") || hit.term().startsWith("#s")) {
                said.add(hit.id());
            }
        }
        var best = new ArrayList<>(scores.entrySet());
        best.removeIf(one -> one.getValue() < LEAST || !said.contains(one.getKey())
                || itself != null && itself.value() == one.getKey());
        best.sort(Map.Entry.<Long, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
        return best.stream().limit(MOST).map(one -> new CaseId(one.getKey())).toList();
    }
}
