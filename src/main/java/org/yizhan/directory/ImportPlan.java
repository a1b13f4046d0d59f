package org.yizhan.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yizhan.directory.DirectoryRules.Action;
import org.yizhan.directory.ImportReport.RowProblem;
import org.yizhan.directory.Outcome.Problem;
import org.yizhan.directory.SpreadsheetReader.SheetRow;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/**
 * Checks the rows of a spreadsheet against each other and against what is there, and puts units above before units below,
 * whatever the order of the rows.
 */
final class ImportPlan {
    /** What is there already. */
    record Known(List<OldUnit> units, Set<String> accounts, Set<String> regions) {}

    record OldUnit(long id, UnitPath path, @Nullable Long parent, String name, String shortName, UnitKind kind,
            @Nullable String creditCode) {}

    /** A unit of the directory or of the file. */
    static final class Node {
        final String name;
        final String shortName;
        final UnitKind kind;
        final @Nullable OldUnit old;
        final @Nullable SheetRow row;
        final @Nullable NewUnit unit;
        @Nullable
        Node parent;
        boolean bad;

        Node(String name, String shortName, UnitKind kind, @Nullable OldUnit old, @Nullable SheetRow row,
                @Nullable NewUnit unit) {
            this.name = name;
            this.shortName = shortName;
            this.kind = kind;
            this.old = old;
            this.row = row;
            this.unit = unit;
        }

        /** The unit of the directory on which the actor's rights are checked: itself or the nearest above. */
        Optional<OldUnit> anchor() {
            Node node = this;
            for (int i = 0; node != null && i < 100; i++) {
                OldUnit found = node.old;
                if (found != null) {
                    return Optional.of(found);
                }
                node = node.parent;
            }
            return Optional.empty();
        }
    }

    /** A person with the unit or division; the id in {@code person} is filled in when the unit has one. */
    record PlannedPerson(Node unit, NewPerson person) {}

    private static final UnitId UNKNOWN = new UnitId(0);
    private static final int DEEPEST = 9;

    private final Actor actor;
    private final Known known;
    private final List<RowProblem> problems = new ArrayList<>();
    private final Map<String, List<Node>> byName = new HashMap<>();
    private final Map<Long, Node> byId = new HashMap<>();
    private final List<Node> fresh = new ArrayList<>();
    private final List<Node> units = new ArrayList<>();
    private final List<PlannedPerson> people = new ArrayList<>();

    ImportPlan(Actor actor, Known known, Collection<SheetRow> unitRows, Collection<SheetRow> personRows) {
        this.actor = actor;
        this.known = known;
        known.units().forEach(old -> {
            var node = new Node(old.name(), old.shortName(), old.kind(), old, null, null);
            byId.put(old.id(), node);
            index(node);
        });
        known.units().forEach(old -> {
            Node node = byId.get(old.id());
            if (node != null && old.parent() != null) {
                node.parent = byId.get(old.parent());
            }
        });
        unitRows.forEach(this::readUnit);
        fresh.forEach(this::findParent);
        refuseCircles();
        refuseDuplicates();
        fresh.forEach(this::checkPlace);
        orderUnits();
        readPeople(personRows);
    }

    List<RowProblem> problems() {
        return problems;
    }

    /** The right units, each after the one above it. */
    List<Node> units() {
        return units;
    }

    List<PlannedPerson> people() {
        return people;
    }

    private void index(Node node) {
        byName.computeIfAbsent(node.name, _ -> new ArrayList<>()).add(node);
        if (!node.shortName.equals(node.name)) {
            byName.computeIfAbsent(node.shortName, _ -> new ArrayList<>()).add(node);
        }
    }

    private void readUnit(SheetRow row) {
        String label = row.value(SheetColumn.KIND);
        Optional<UnitKind> kind = Arrays.stream(UnitKind.values())
                .filter(k -> k.label().equals(label) || k == UnitKind.DIVISION && label.equals("科室"))
                .findFirst();
        Optional<Integer> ordering = ordering(row, SheetColumn.UNIT_ORDER);
        NewUnit unit = Checks.tidy(new NewUnit(UNKNOWN, kind.orElse(UnitKind.OTHER), row.value(SheetColumn.UNIT_NAME),
                row.value(SheetColumn.SHORT_NAME), row.value(SheetColumn.CREDIT_CODE), row.value(SheetColumn.REGION),
                ordering.orElse(1000)));
        var node = new Node(unit.name(), unit.shortName(), unit.kind(), null, row, unit);
        if (kind.isEmpty()) {
            refuse(node, SheetColumn.KIND, label.isEmpty() ? "请填写单位类别。" : "没有这个单位类别，请从下拉清单中选择。");
        }
        if (ordering.isEmpty()) {
            refuse(node, SheetColumn.UNIT_ORDER, "排序应为0到1000000之间的整数。");
        }
        for (Problem problem : Checks.problems(unit)) {
            refuse(node, switch (problem.field()) {
                case "shortName" -> SheetColumn.SHORT_NAME;
                case "creditCode" -> SheetColumn.CREDIT_CODE;
                case "region" -> SheetColumn.REGION;
                case "ordering" -> SheetColumn.UNIT_ORDER;
                default -> SheetColumn.UNIT_NAME;
            }, problem.text());
        }
        String region = unit.region();
        if (region != null && RegionCode.isValid(region) && !known.regions().contains(region)) {
            refuse(node, SheetColumn.REGION, "没有这个行政区划代码，请先在区划中新增。");
        }
        fresh.add(node);
        if (!node.name.isEmpty()) {
            index(node);
        }
    }

    private void findParent(Node node) {
        SheetRow row = node.row;
        if (row == null) {
            return;
        }
        String typed = row.value(SheetColumn.PARENT);
        if (typed.isEmpty()) {
            refuse(node, SheetColumn.PARENT, "请填写上级单位。");
            return;
        }
        List<Node> found = named(typed).stream().filter(other -> other != node).toList();
        if (found.size() == 1) {
            node.parent = found.getFirst();
        } else {
            refuse(node, SheetColumn.PARENT, found.isEmpty()
                    ? "没有找到上级单位“" + SpreadsheetReader.shortened(typed) + "”，表中也没有，请核对名称。"
                    : "有" + found.size() + "个单位叫“" + typed + "”，请写成“上级/名称”。");
        }
    }

    /** By the full or short name, or by the names on the way down, with a slash between. */
    private List<Node> named(String typed) {
        String[] way = typed.split("[/／]");
        List<Node> found = byName.getOrDefault(way[way.length - 1].strip(), List.of());
        for (int up = way.length - 2, steps = 1; up >= 0; up--, steps++) {
            String name = way[up].strip();
            int height = steps;
            found = found.stream().filter(node -> isNamed(above(node, height), name)).toList();
        }
        return found;
    }

    private @Nullable Node above(Node node, int steps) {
        Node at = node;
        for (int i = 0; i < steps && at != null; i++) {
            SheetRow row = at.row;
            at = at.parent == null && row != null ? onlyOne(row.value(SheetColumn.PARENT)) : at.parent;
        }
        return at;
    }

    private @Nullable Node onlyOne(String name) {
        List<Node> found = byName.getOrDefault(name, List.of());
        return found.size() == 1 ? found.getFirst() : null;
    }

    private static boolean isNamed(@Nullable Node node, String name) {
        return node != null && (node.name.equals(name) || node.shortName.equals(name));
    }

    private void refuseCircles() {
        for (Node node : fresh) {
            Node at = node.parent;
            for (int steps = 0; at != null; steps++) {
                if (at == node || steps > fresh.size() + known.units().size()) {
                    refuse(node, SheetColumn.PARENT, "上级单位绕成了圈，请核对上级单位。");
                    break;
                }
                at = at.parent;
            }
        }
        fresh.stream()
                .filter(node -> node.bad && !node.anchor().isPresent())
                .forEach(node -> node.parent = null);
    }

    private void refuseDuplicates() {
        Map<List<Object>, Node> places = new HashMap<>();
        Map<String, Node> codes = new HashMap<>();
        byId.values().forEach(node -> {
            OldUnit old = node.old;
            if (old != null) {
                places.put(place(node), node);
                if (old.creditCode() != null) {
                    codes.put(old.creditCode(), node);
                }
            }
        });
        for (Node node : fresh) {
            NewUnit unit = node.unit;
            if (unit == null) {
                continue;
            }
            if (node.parent != null && !node.name.isEmpty()) {
                Node other = places.putIfAbsent(place(node), node);
                if (other != null) {
                    refuse(node, SheetColumn.UNIT_NAME,
                            other.row == null ? "上级单位下面已有这个单位。" : "与第" + other.row.line() + "行重复。");
                }
            }
            String code = unit.creditCode();
            if (code != null) {
                Node other = codes.putIfAbsent(code, node);
                if (other != null) {
                    refuse(node, SheetColumn.CREDIT_CODE, other.row == null
                            ? "已有单位使用这个统一社会信用代码：" + other.name + "。"
                            : "与第" + other.row.line() + "行的统一社会信用代码相同。");
                }
            }
        }
    }

    /** Nodes are equal only to themselves, so that two units of one name are two places. */
    private static List<Object> place(Node node) {
        return List.of(node.parent == null ? "" : node.parent, node.name);
    }

    private void checkPlace(Node node) {
        Node parent = node.parent;
        if (parent == null) {
            return;
        }
        if (parent.kind == UnitKind.DIVISION && node.kind != UnitKind.DIVISION) {
            refuse(node, SheetColumn.PARENT, "科室下面不能再设单位。");
        }
        Optional<Refusal> refusal = parent.anchor()
                .flatMap(anchor -> DirectoryRules.check(actor, Action.ADD_UNIT, anchor.path()));
        refusal.ifPresent(words -> refuse(node, SheetColumn.PARENT, words.text()));
    }

    /** What stands below a wrong row is wrong as well: it would hang in the air. */
    private void orderUnits() {
        Set<Node> placed = new HashSet<>(byId.values());
        List<Node> waiting = new ArrayList<>(fresh);
        boolean moved = true;
        while (moved) {
            moved = false;
            var later = new ArrayList<Node>();
            for (Node node : waiting) {
                if (node.bad) {
                    continue;
                }
                Node parent = node.parent;
                if (parent != null && placed.contains(parent)) {
                    if (depth(node) > DEEPEST) {
                        refuse(node, SheetColumn.PARENT, "单位层级太深，请选择较高的上级单位。");
                        continue;
                    }
                    placed.add(node);
                    units.add(node);
                    moved = true;
                } else {
                    later.add(node);
                }
            }
            waiting = later;
        }
        waiting.forEach(node -> refuse(node, SheetColumn.PARENT, "上级单位所在的行有误，请先改正那一行。"));
    }

    private static int depth(Node node) {
        int depth = 0;
        for (Node at = node.parent; at != null; at = at.parent) {
            depth++;
        }
        return depth;
    }

    private void readPeople(Collection<SheetRow> rows) {
        Map<String, SheetRow> accounts = new HashMap<>();
        Set<Node> right = new HashSet<>(byId.values());
        right.addAll(units);
        for (SheetRow row : rows) {
            int before = problems.size();
            Optional<Integer> ordering = ordering(row, SheetColumn.PERSON_ORDER);
            NewPerson person = Checks.tidy(new NewPerson(row.value(SheetColumn.NAME), row.value(SheetColumn.ACCOUNT),
                    UNKNOWN, row.value(SheetColumn.TITLE), row.value(SheetColumn.PHONE), ordering.orElse(1000)));
            if (ordering.isEmpty()) {
                problems.add(row.problem(SheetColumn.PERSON_ORDER, "排序应为0到1000000之间的整数。"));
            }
            for (Problem problem : Checks.problems(person)) {
                problems.add(row.problem(switch (problem.field()) {
                    case "account" -> SheetColumn.ACCOUNT;
                    case "title" -> SheetColumn.TITLE;
                    case "phone" -> SheetColumn.PHONE;
                    case "ordering" -> SheetColumn.PERSON_ORDER;
                    default -> SheetColumn.NAME;
                }, problem.text()));
            }
            if (known.accounts().contains(person.account())) {
                problems.add(row.problem(SheetColumn.ACCOUNT, "账号已有人使用，请换一个。"));
            }
            SheetRow same = person.account().isEmpty() ? null : accounts.putIfAbsent(person.account(), row);
            if (same != null) {
                problems.add(row.problem(SheetColumn.ACCOUNT, "与第" + same.line() + "行的账号相同。"));
            }
            Optional<Node> unit = unitOf(row, right);
            if (unit.isPresent() && problems.size() == before) {
                people.add(new PlannedPerson(unit.get(), person));
            }
        }
        problems.sort(Comparator.comparing(RowProblem::sheet).thenComparing(RowProblem::line));
    }

    private Optional<Node> unitOf(SheetRow row, Set<Node> right) {
        String typed = row.value(SheetColumn.UNIT);
        List<Node> found = typed.isEmpty() ? List.of() : named(typed);
        if (found.size() > 1 && found.stream().anyMatch(node -> node.kind != UnitKind.DIVISION)) {
            found = found.stream().filter(node -> node.kind != UnitKind.DIVISION).toList();
        }
        if (found.size() != 1) {
            problems.add(row.problem(SheetColumn.UNIT, typed.isEmpty()
                    ? "请填写单位。"
                    : found.isEmpty()
                            ? "没有找到单位“" + SpreadsheetReader.shortened(typed) + "”，请核对名称。"
                            : "有" + found.size() + "个单位叫“" + typed + "”，请写成“上级/名称”。"));
            return Optional.empty();
        }
        Node unit = found.getFirst();
        String division = row.value(SheetColumn.DIVISION);
        SheetColumn column = SheetColumn.UNIT;
        if (!division.isEmpty()) {
            Node of = unit;
            List<Node> divisions = byName.getOrDefault(division, List.of())
                    .stream()
                    .filter(node -> node.parent == of && node.kind == UnitKind.DIVISION)
                    .toList();
            if (divisions.size() != 1) {
                problems.add(
                        row.problem(SheetColumn.DIVISION, unit.name + "没有叫“" + SpreadsheetReader.shortened(division)
                                + "”的科室，请先新增科室，或在“单位”表中填写。"));
                return Optional.empty();
            }
            unit = divisions.getFirst();
            column = SheetColumn.DIVISION;
        }
        if (!right.contains(unit)) {
            problems.add(row.problem(column, "所在单位的那一行有误，请先改正。"));
            return Optional.empty();
        }
        Optional<Refusal> refusal = unit.anchor()
                .flatMap(anchor -> DirectoryRules.check(actor, Action.ADD_PERSON, anchor.path()));
        if (refusal.isPresent()) {
            problems.add(row.problem(column, refusal.get().text()));
            return Optional.empty();
        }
        return Optional.of(unit);
    }

    /** Empty when something stands there that is no order. */
    private static Optional<Integer> ordering(SheetRow row, SheetColumn column) {
        String typed = row.value(column);
        if (typed.isEmpty()) {
            return Optional.of(1000);
        }
        return typed.matches("\\d{1,7}") ? Optional.of(Integer.parseInt(typed)) : Optional.empty();
    }

    private void refuse(Node node, SheetColumn column, String reason) {
        node.bad = true;
        SheetRow row = node.row;
        if (row != null) {
            problems.add(row.problem(column, reason));
        }
    }
}
