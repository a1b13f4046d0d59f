package org.yizhan.requests;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** What an office sets of requests: how its papers are numbered and signed, and what asking too much costs. */
@Component
public class RequestSetup {
    private final Papers papers;
    private final Charges charges;
    private final Bodies bodies;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;

    RequestSetup(Papers papers, Charges charges, Bodies bodies, Directory directory, Journal journal,
            CountyClock clock) {
        this.papers = papers;
        this.charges = charges;
        this.bodies = bodies;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    /** How the papers of a body are headed. */
    public record Head(long body, String name, String pattern, String signedAs, String phone, String reviewAt,
            String court) {}

    /** Those of the bodies that this person sets. */
    @Transactional(readOnly = true)
    public List<Head> heads(Actor actor) {
        return bodies.open()
                .stream()
                .filter(body -> actor.may(RequestPermissions.SETUP, body.unit()))
                .map(this::head)
                .toList();
    }

    private Head head(Body body) {
        String shortName = directory.unit(body.unit().unit()).map(Unit::shortName).orElse(body.name());
        Papers.Letterhead one = papers.letterhead(body.id(), shortName, body.name());
        return new Head(body.id(), body.name(), one.pattern(), one.signedAs(), one.phone(), one.reviewAt(),
                one.court());
    }

    @Transactional
    public Optional<Refusal> put(Actor actor, Head typed) {
        Optional<Body> body = bodies.find(typed.body());
        String pattern = PlainText.line(typed.pattern()).strip();
        var head = new Papers.Letterhead(pattern, PlainText.line(typed.signedAs()).strip(),
                PlainText.line(typed.phone()).strip(), PlainText.line(typed.reviewAt()).strip(),
                PlainText.line(typed.court()).strip());
        Optional<Refusal> refusal = Refusal
                .when(body.isEmpty() || !actor.may(RequestPermissions.SETUP, body.get().unit()), "您没有设置这个机关文号的权限。")
                .or(() -> Refusal.when(!pattern.contains("{年}") || !pattern.contains("{号}")
                        || pattern.length() > 40, "文号里要有{年}和{号}，最多 40 个字，例如 云公复〔{年}〕{号}号。"))
                .or(() -> Refusal.when(head.signedAs().isEmpty() || head.signedAs().length() > 60, "请填写落款，最多 60 个字。"))
                .or(() -> Refusal.when(head.phone().length() > 40 || head.reviewAt().length() > 60
                        || head.court().length() > 60, "电话最多 40 个字，复议机关和法院最多 60 个字。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        papers.put(typed.body(), head);
        journal.record(actor.ref(), RequestAct.LETTERHEAD_CHANGED, new ObjectRef("body", typed.body()), Map.of());
        return Optional.empty();
    }

    /** The tables that hold today, each row as a line of four numbers. */
    @Transactional(readOnly = true)
    public Map<Fees.Basis, List<Fees.Row>> fees() {
        var all = new LinkedHashMap<Fees.Basis, List<Fees.Row>>();
        for (Fees.Basis basis : Fees.Basis.values()) {
            all.put(basis, charges.table(basis, clock.today()));
        }
        return all;
    }

    /** @param written a row on each line: from which piece, price, and when it rises: after so many, by how much */
    @Transactional
    public Optional<Refusal> putFees(Actor actor, Fees.@Nullable Basis basis, @Nullable LocalDate from,
            String written) {
        Optional<Refusal> refusal = Refusal
                .when(bodies.county().filter(body -> actor.may(RequestPermissions.SETUP, body.unit())).isEmpty(),
                        "收费标准由县政府的公开工作机构维护。")
                .or(() -> Refusal.when(basis == null, "请选择按件还是按量。"))
                .or(() -> Refusal.when(from == null || from.isBefore(clock.today()), "请填写从哪一天起执行，不能早于今天。"));
        if (refusal.isPresent() || basis == null || from == null) {
            return refusal;
        }
        var rows = new ArrayList<Fees.Row>();
        for (String line : written.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
            if (!line.matches("\\d{1,6}(\\s+\\d{1,6}){1,3}")) {
                return Optional.of(new Refusal("“" + (line.length() > 30 ? line.substring(0, 30) : line)
                        + "”看不懂：每行写 2 到 4 个数，用空格隔开。"));
            }
            String[] numbers = line.split("\\s+");
            if (numbers.length == 3) {
                return Optional.of(new Refusal("“" + line + "”还缺一个数：写了每多少递增，也要写递增多少。"));
            }
            rows.add(new Fees.Row(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]),
                    numbers.length > 2 ? Integer.parseInt(numbers[2]) : 0,
                    numbers.length > 3 ? Integer.parseInt(numbers[3]) : 0));
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).first() != 1 && i == 0 || i > 0 && rows.get(i).first() <= rows.get(i - 1).first()) {
                return Optional.of(new Refusal("第一行从 1 起，以后每行的起点要比上一行大。"));
            }
        }
        if (rows.isEmpty()) {
            return Optional.of(new Refusal("请填写收费标准，不收费的写“1 0”。"));
        }
        charges.put(basis, from, rows);
        journal.record(actor.ref(), RequestAct.FEES_CHANGED, new ObjectRef("request-fees", basis.ordinal()),
                Map.of("from", from.toString()));
        return Optional.empty();
    }
}
