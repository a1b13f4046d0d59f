package org.yizhan.casework.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseFilter;
import org.yizhan.casework.CaseState;
import org.yizhan.shared.TypedDay;

/** What a list of cases is narrowed to, as it stands in its address. */
public record CaseListForm(@Nullable String kind, @Nullable String state, @Nullable String clazz,
        @Nullable String subject, @Nullable String region, @Nullable String lead, @Nullable String late,
        @Nullable String open, @Nullable String from, @Nullable String until, @Nullable String order,
        @Nullable String q, @Nullable String same) {
    CaseFilter toFilter(String knownKind) {
        return new CaseFilter(knownKind, chosen(), CaseForm.text(clazz), CaseForm.text(subject), CaseForm.text(region),
                id(lead), "1".equals(late), "1".equals(open), TypedDay.of(from).orElse(null),
                TypedDay.of(until).orElse(null),
                "DUE".equals(order) ? CaseFilter.Order.DUE : CaseFilter.Order.RECEIVED, CaseForm.text(q), id(same));
    }

    private @Nullable CaseState chosen() {
        for (CaseState one : CaseState.values()) {
            if (one.name().equals(state)) {
                return one;
            }
        }
        return null;
    }

    private static @Nullable Long id(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,18}") ? Long.valueOf(typed) : null;
    }

    /** The address of the list with this filter, up to a key. */
    public static String query(CaseFilter filter) {
        var query = new StringBuilder("?kind=").append(filter.kind());
        add(query, "state", filter.state() == null ? "" : filter.state().name());
        add(query, "clazz", filter.clazz());
        add(query, "subject", filter.subject());
        add(query, "region", filter.region());
        add(query, "lead", filter.lead() == null ? "" : filter.lead().toString());
        add(query, "late", filter.late() ? "1" : "");
        add(query, "open", filter.open() ? "1" : "");
        add(query, "from", filter.from() == null ? "" : filter.from().toString());
        add(query, "until", filter.until() == null ? "" : filter.until().toString());
        add(query, "order", filter.order() == CaseFilter.Order.DUE ? "DUE" : "");
        add(query, "q", filter.words());
        add(query, "same", filter.same() == null ? "" : filter.same().toString());
        return query.toString();
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
