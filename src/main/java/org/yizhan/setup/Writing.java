package org.yizhan.setup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One article of the demonstration while it is written: fills the gaps of its template, each name with one value throughout.
 * <ul>
 * <li>{@code {village}} a value of the list; {@code {village2}} another one
 * <li>{@code {n:20-60}}, {@code {n:20-60/5}}, {@code {n:1.0-3.0}} a number, afterwards {@code {n}}; {@code {!n:20-60}} says
 * nothing yet
 * <li>{@code {=a+b}}, {@code {=a*100/b:1}} calculated, with so many decimals, from the left to the right
 * <li>{@code {date+3}} 11月26日, {@code {full}} with the year, {@code {wd+5}}, {@code {wfull+5}} after so many working days,
 * {@code {month-1}}, {@code {year+1}}, {@code {dow+2}} 星期五
 * <li>{@code {no:云府发}} the next document number of the year
 * <li>{@code [one;another;]} one of them; {@code [1:one;another]} agrees with every other choice of that digit
 * </ul>
 */
final class Writing {
    private static final Pattern DATE = Pattern.compile("(date|full|wd|wfull|month|year|dow)([+-]\\d+)?");
    private static final Pattern RANGE = Pattern.compile("([\\d.]+)-([\\d.]+)(?:/(\\d+))?");
    private static final Pattern TERM = Pattern.compile("([+\\-*/]?)([a-z]+\\d*|[\\d.]+)");

    private final Phrases phrases;
    private final LocalDate day;
    private final String code;
    private final RandomGenerator random;
    private final Predicate<LocalDate> working;
    private final UnaryOperator<String> numbers;
    private final Map<String, String> bound = new HashMap<>();
    private final Map<Character, Integer> places = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    Writing(Phrases phrases, LocalDate day, String code, RandomGenerator random, Predicate<LocalDate> working,
            UnaryOperator<String> numbers) {
        this.phrases = phrases;
        this.day = day;
        this.code = code;
        this.random = random;
        this.working = working;
        this.numbers = numbers;
    }

    Writing with(String name, String value) {
        bound.put(name, value);
        used.add(value);
        return this;
    }

    /** The same article written on from another day. */
    Writing on(LocalDate other) {
        var same = new Writing(phrases, other, code, random, working, numbers);
        same.bound.putAll(bound);
        same.places.putAll(places);
        same.used.addAll(used);
        return same;
    }

    LocalDate day() {
        return day;
    }

    List<String> body(List<String> lines) {
        var body = new ArrayList<String>();
        var group = new ArrayList<String>();
        for (String line : lines) {
            if (line.startsWith("+")) {
                group.add(line.substring(1).strip());
                continue;
            }
            two(group, body);
            if (!line.startsWith("?")) {
                body.add(fill(line));
            } else if (random.nextBoolean()) {
                body.add(fill(line.substring(1).strip()));
            }
        }
        two(group, body);
        return body;
    }

    private void two(List<String> group, List<String> body) {
        while (group.size() > 2) {
            group.remove(random.nextInt(group.size()));
        }
        group.forEach(line -> body.add(fill(line)));
        group.clear();
    }

    String fill(String text) {
        var out = new StringBuilder(text.length() + 32);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '{') {
                int end = text.indexOf('}', i);
                out.append(gap(text.substring(i + 1, end)));
                i = end + 1;
            } else if (c == '[') {
                int end = closing(text, i);
                out.append(fill(chosen(text.substring(i + 1, end))));
                i = end + 1;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    /** {@code 1:one;another} takes the same place in every choice that begins with the same digit. */
    private String chosen(String inside) {
        boolean together = inside.length() > 1 && Character.isDigit(inside.charAt(0)) && inside.charAt(1) == ':';
        List<String> choices = choices(together ? inside.substring(2) : inside);
        int place = random.nextInt(choices.size());
        if (together) {
            place = places.computeIfAbsent(inside.charAt(0), digit -> random.nextInt(choices.size()));
        }
        return choices.get(place % choices.size());
    }

    private static int closing(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            depth += text.charAt(i) == '[' ? 1 : text.charAt(i) == ']' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a choice without end: " + text);
    }

    private static List<String> choices(String inside) {
        var choices = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= inside.length(); i++) {
            if (i == inside.length() || depth == 0 && inside.charAt(i) == ';') {
                choices.add(inside.substring(from, i));
                from = i + 1;
            } else {
                depth += inside.charAt(i) == '[' ? 1 : inside.charAt(i) == ']' ? -1 : 0;
            }
        }
        return choices;
    }

    private String gap(String gap) {
        String known = bound.get(gap);
        if (known != null) {
            return known;
        }
        if (gap.startsWith("!")) {
            gap(gap.substring(1));
            return "";
        }
        if (gap.startsWith("=")) {
            return calculated(gap.substring(1));
        }
        if (gap.startsWith("no:")) {
            return remember(gap, numbers.apply(gap.substring(3)));
        }
        Matcher date = DATE.matcher(gap);
        if (date.matches()) {
            return date(date.group(1), date.group(2) == null ? 0 : Integer.parseInt(date.group(2)));
        }
        int colon = gap.indexOf(':');
        if (colon > 0) {
            String before = bound.get(gap.substring(0, colon));
            return before != null ? before : remember(gap.substring(0, colon), number(gap.substring(colon + 1)));
        }
        String name = gap.replaceAll("\\d+$", "");
        List<String> list = phrases.list(name, name.equals("village") ? gap("town") : code);
        String value = "";
        for (int tries = 0; tries < 20; tries++) {
            value = list.get(random.nextInt(list.size()));
            if (!used.contains(value)) {
                break;
            }
        }
        used.add(value);
        return remember(gap, fill(value));
    }

    private String remember(String name, String value) {
        bound.put(name, value);
        return value;
    }

    private String number(String range) {
        Matcher ends = RANGE.matcher(range);
        if (!ends.matches()) {
            throw new IllegalArgumentException("a range " + range);
        }
        if (range.contains(".")) {
            double low = Double.parseDouble(ends.group(1));
            double high = Double.parseDouble(ends.group(2));
            return String.format(Locale.ROOT, "%.1f", low + random.nextDouble() * (high - low));
        }
        int step = ends.group(3) == null ? 1 : Integer.parseInt(ends.group(3));
        int low = Integer.parseInt(ends.group(1));
        int high = Integer.parseInt(ends.group(2));
        return Integer.toString(low + step * random.nextInt((high - low) / step + 1));
    }

    private String calculated(String expression) {
        int colon = expression.indexOf(':');
        int decimals = colon < 0 ? 0 : Integer.parseInt(expression.substring(colon + 1));
        Matcher term = TERM.matcher(colon < 0 ? expression : expression.substring(0, colon));
        BigDecimal sum = BigDecimal.ZERO;
        while (term.find()) {
            String name = term.group(2);
            var value = new BigDecimal(Character.isDigit(name.charAt(0)) ? name : gap(name));
            sum = switch (term.group(1)) {
                case "-" -> sum.subtract(value);
                case "*" -> sum.multiply(value);
                case "/" -> sum.divide(value, 8, RoundingMode.HALF_UP);
                default -> sum.add(value);
            };
        }
        return sum.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    private String date(String form, int offset) {
        return switch (form) {
            case "date" -> monthAndDay(day.plusDays(offset));
            case "full" -> full(day.plusDays(offset));
            case "wd" -> monthAndDay(afterWorkingDays(offset));
            case "wfull" -> full(afterWorkingDays(offset));
            case "month" -> day.plusMonths(offset).getMonthValue() + "月";
            case "year" -> Integer.toString(day.getYear() + offset);
            default -> "星期" + "一二三四五六日".charAt(day.plusDays(offset).getDayOfWeek().getValue() - 1);
        };
    }

    private LocalDate afterWorkingDays(int count) {
        LocalDate end = day;
        for (int left = Math.abs(count); left > 0;) {
            end = end.plusDays(count < 0 ? -1 : 1);
            if (working.test(end)) {
                left--;
            }
        }
        return end;
    }

    static String full(LocalDate date) {
        return date.getYear() + "年" + monthAndDay(date);
    }

    private static String monthAndDay(LocalDate date) {
        return date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    }
}
