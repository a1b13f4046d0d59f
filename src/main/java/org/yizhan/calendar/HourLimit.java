package org.yizhan.calendar;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit of hours and minutes that runs from the moment on which it begins, by day and night or only while offices are open.
 * Written {@code 24h}, {@code 30m}, and {@code 4oh}, {@code 90om} in office hours.
 *
 * @param minutes at least 1, at most 60 days of 24 hours
 */
public record HourLimit(int minutes, Kind kind) implements Limit {
    private static final int MOST_MINUTES = 60 * 24 * 60;
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,5})(o?)([hm])");

    public enum Kind {
        /** Every minute counts (自然时). */
        CLOCK("", ""),
        /** Only minutes of working days within office hours count (工作时). */
        OFFICE("o", "个工作");

        final String prefix;
        final String words;

        Kind(String prefix, String words) {
            this.prefix = prefix;
            this.words = words;
        }
    }

    public HourLimit {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException("a limit has 1 to 86400 minutes, not " + minutes);
        }
    }

    public static Optional<HourLimit> parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int minutes = Integer.parseInt(parts.group(1)) * (parts.group(3).equals("h") ? 60 : 1);
        return minutes < 1 || minutes > MOST_MINUTES
                ? Optional.empty()
                : Optional.of(new HourLimit(minutes, parts.group(2).isEmpty() ? Kind.CLOCK : Kind.OFFICE));
    }

    @Override
    public String written() {
        return minutes % 60 == 0 ? minutes / 60 + kind.prefix + "h" : minutes + kind.prefix + "m";
    }

    @Override
    public String words() {
        return minutes % 60 == 0 ? minutes / 60 + kind.words + "小时" : minutes + kind.words + "分钟";
    }

    @Override
    public String unitWords() {
        return kind.words + "分钟";
    }

    @Override
    public HourLimit longerBy(int amount) {
        return new HourLimit(Math.addExact(minutes, amount), kind);
    }
}
