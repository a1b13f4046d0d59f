package org.yizhan.content.proofreading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Tables whose last line or column is a total that the others do not add up to (表格合计不符). */
public final class TableSums {
    private static final Pattern TOTAL = Pattern.compile("(?:总|合|共)\\s*计");
    private static final Pattern SUBTOTAL = Pattern.compile("小\\s*计");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?");
    private static final Pattern NO_SUM = Pattern.compile("率|%|％|比|平均|人均|单价|序号|编号|年份|排名|名次|电话|增长|增速");
    private static final int MOST_CELLS = 20_000;
    private static final int MOST_FOUND = 10;

    private TableSums() {}

    /** What is wrong, a sentence for each total. */
    public static List<String> look(String html) {
        var found = new ArrayList<String>();
        if (html.indexOf('计') < 0) {
            return found;
        }
        for (Element table : Jsoup.parseBodyFragment(html).select("table")) {
            if (table.select("td, th").size() <= MOST_CELLS && table.select("[rowspan]").isEmpty()) {
                look(table, found);
            }
        }
        return found.size() > MOST_FOUND ? found.subList(0, MOST_FOUND) : found;
    }

    private static void look(Element table, List<String> found) {
        List<List<String>> rows = table.select("tr")
                .stream()
                .map(row -> row.select("> td, > th")
                        .stream()
                        .flatMap(cell -> java.util.stream.Stream.concat(java.util.stream.Stream.of(cell.text().strip()),
                                java.util.stream.Stream.generate(() -> "").limit(span(cell))))
                        .toList())
                .toList();
        if (rows.size() < 3) {
            return;
        }
        List<String> head = rows.getFirst();
        for (int line = 3; line < rows.size(); line++) {
            if (isTotal(rows.get(line))) {
                down(rows, head, line, found);
            }
        }
        for (int column = 0; column < head.size(); column++) {
            if (TOTAL.matcher(head.get(column)).find() && (column == head.size() - 1 || column == 1)) {
                across(rows, head, column, found);
            }
        }
    }

    private static int span(Element cell) {
        String span = cell.attr("colspan");
        return span.matches("[1-9]\\d?") ? Integer.parseInt(span) - 1 : 0;
    }

    private static boolean isTotal(List<String> row) {
        return row.stream().limit(2).anyMatch(cell -> TOTAL.matcher(cell).matches());
    }

    private static void down(List<List<String>> rows, List<String> head, int line, List<String> found) {
        List<String> total = rows.get(line);
        for (int column = 1; column < total.size(); column++) {
            BigDecimal said = number(total.get(column));
            String name = column < head.size() ? head.get(column) : "";
            if (said == null || NO_SUM.matcher(name).find()) {
                continue;
            }
            var parts = new ArrayList<BigDecimal>();
            boolean plain = true;
            for (int above = 1; above < line; above++) {
                List<String> row = rows.get(above);
                if (isTotal(row)) {
                    plain = false;
                } else if (row.stream().limit(2).noneMatch(cell -> SUBTOTAL.matcher(cell).find())) {
                    String cell = column < row.size() ? row.get(column) : "";
                    BigDecimal part = number(cell);
                    plain &= part != null || cell.matches("[-—–/]?");
                    if (part != null) {
                        parts.add(part);
                    }
                }
            }
            if (plain && parts.size() >= 2 && differs(parts, said)) {
                found.add("“" + name + "”一列各行相加是" + plain(sum(parts)) + "，合计写的是" + plain(said) + "，请核对。");
            }
        }
    }

    private static void across(List<List<String>> rows, List<String> head, int column, List<String> found) {
        for (List<String> row : rows.subList(1, rows.size())) {
            BigDecimal said = column < row.size() ? number(row.get(column)) : null;
            if (said == null || row.size() != head.size()) {
                continue;
            }
            var parts = new ArrayList<BigDecimal>();
            boolean plain = true;
            for (int i = 1; i < row.size(); i++) {
                if (i != column && !NO_SUM.matcher(head.get(i)).find() && !head.get(i).contains("备注")) {
                    BigDecimal part = number(row.get(i));
                    plain &= part != null || row.get(i).matches("[-—–/]?");
                    if (part != null) {
                        parts.add(part);
                    }
                }
            }
            if (plain && parts.size() >= 2 && differs(parts, said)) {
                found.add("“" + row.getFirst() + "”一行各项相加是" + plain(sum(parts)) + "，合计写的是" + plain(said) + "，请核对。");
            }
        }
    }

    private static @Nullable BigDecimal number(String cell) {
        String plain = cell.replace('，', ',').strip();
        return NUMBER.matcher(plain).matches() ? new BigDecimal(plain.replace(",", "")) : null;
    }

    private static BigDecimal sum(List<BigDecimal> parts) {
        return parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Parts that were rounded may miss the total by half of their last place each. */
    private static boolean differs(List<BigDecimal> parts, BigDecimal said) {
        int scale = parts.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        BigDecimal miss = sum(parts).subtract(said).abs();
        return scale == 0
                ? miss.signum() != 0
                : miss.compareTo(BigDecimal.ONE.movePointLeft(scale).multiply(BigDecimal.valueOf(parts.size()))) > 0;
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
