package org.yizhan.content.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ReviewQueue;
import org.yizhan.content.ReviewQueue.Step;

/** What the queue is narrowed to, as it stands in its address. */
public record QueueForm(@Nullable String site, @Nullable String column, @Nullable String step, @Nullable String days,
        @Nullable String below, @Nullable String q) {
    public ReviewQueue.Filter toFilter() {
        Long chosenSite = number(site);
        Long longest = number(days);
        return new ReviewQueue.Filter(chosenSite, chosenSite == null ? null : number(column), chosenStep(),
                longest == null ? 0 : (int) Math.min(3660, longest), "1".equals(below), q == null ? "" : q);
    }

    private @Nullable Step chosenStep() {
        for (Step one : Step.values()) {
            if (one.name().equals(step)) {
                return one;
            }
        }
        return null;
    }

    private static @Nullable Long number(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,18}") ? Long.valueOf(typed) : null;
    }

    public String query() {
        ReviewQueue.Filter filter = toFilter();
        var query = new StringBuilder("?all=");
        if (filter.site() != null) {
            query.append("&site=").append(filter.site());
        }
        if (filter.column() != null) {
            query.append("&column=").append(filter.column());
        }
        if (filter.step() != null) {
            query.append("&step=").append(filter.step().name());
        }
        if (filter.waitedDays() > 0) {
            query.append("&days=").append(filter.waitedDays());
        }
        if (filter.below()) {
            query.append("&below=1");
        }
        if (!filter.title().isEmpty()) {
            query.append("&q=")
                    .append(URLEncoder.encode(filter.title(), StandardCharsets.UTF_8));
        }
        return query.toString();
    }
}
