package org.yizhan.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.evaluation.Period;
import org.yizhan.shared.UnitPath;
import org.yizhan.statistics.Paper.Cell;

/**
 * A bulletin (通报): words and a table. A draft can be worked on; what was issued stays as it is.
 *
 * @param drafted the words the program wrote for the figures in the table
 * @param heading the head of the table
 * @param rows empty in lists
 * @param links what is behind each cell of a row; a row without any has none at all
 * @param number counts within kind, unit and year; null for a draft
 */
public record Bulletin(long id, BulletinKind kind, UnitPath unit, Period period, LocalDate from, LocalDate until,
        String title, String words, String drafted, List<String> heading, List<List<String>> rows,
        List<List<String>> links,
        int year, @Nullable Integer number,
        long madeBy, @Nullable Long issuedBy, @Nullable Instant issuedAt, int version) {
    public Bulletin {
        heading = List.copyOf(heading);
        rows = rows.stream().map(List::copyOf).toList();
        links = links.stream().map(List::copyOf).toList();
    }

    public boolean isIssued() {
        return number != null;
    }

    /** Whether the words are the program's own and so follow the figures. */
    public boolean isAsDrafted() {
        return words.equals(drafted);
    }

    /** 〔2026〕第3期. */
    public String numberWords() {
        return number == null ? "" : "〔" + year + "〕第" + number + "期";
    }

    /** What each unit owes cannot be told, since no rule asks for a number of items. */
    public boolean lacksMinimums() {
        return kind == BulletinKind.GUARANTEE && !heading.contains(BulletinFigures.DUE);
    }

    public List<Bar> bars() {
        return kind.bars(rows);
    }

    public Paper paper() {
        var lines = new ArrayList<List<Cell>>();
        lines.add(heading.stream().map(Cell::head).toList());
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            List<String> hrefs = i < links.size() ? links.get(i) : List.of();
            var cells = new ArrayList<Cell>();
            for (int j = 0; j < row.size(); j++) {
                cells.add(Cell.of(row.get(j), j < hrefs.size() ? hrefs.get(j) : ""));
            }
            lines.add(cells);
        }
        return new Paper(title, numberWords(), words.lines().filter(line -> !line.isBlank()).toList(), heading.size(),
                rows.isEmpty() ? List.of() : lines);
    }
}
