package org.yizhan.disclosure;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** The guides of the bodies (公开指南). */
@Service
@Transactional
public class Guides {
    private final JdbcClient sql;
    private final Bodies bodies;
    private final Journal journal;
    private final CountyClock clock;
    private final Announcer announcer;

    Guides(JdbcClient sql, Bodies bodies, Journal journal, CountyClock clock, Announcer announcer) {
        this.sql = sql;
        this.bodies = bodies;
        this.journal = journal;
        this.clock = clock;
        this.announcer = announcer;
    }

    /** A guide, and since when it reads so. */
    public record Dated(Guide guide, Instant changedAt) {}

    @Transactional(readOnly = true)
    public Optional<Dated> of(long body) {
        return sql.sql("select * from disclosure.guide where body_id = :id")
                .param("id", body)
                .query((row, n) -> new Dated(new Guide(row.getString("classification"), row.getString("arrangement"),
                        row.getString("ways"), row.getString("office"), row.getString("address"),
                        row.getString("postcode"), row.getString("hours"), row.getString("phone"),
                        row.getString("fax"), row.getString("contact"), row.getString("supervision"),
                        row.getInt("version")), row.getTimestamp("changed_at").toInstant()))
                .optional();
    }

    /** What is wrong, by field; empty when it was kept. A problem of the whole has the empty name. */
    public Map<String, String> put(Actor actor, long body, Guide typed) {
        var wrong = new LinkedHashMap<String, String>();
        Optional<Body> found = bodies.find(body);
        Optional<Refusal> refusal = found.isEmpty()
                ? Optional.of(new Refusal("没有找到这个公开主体。"))
                : DisclosureRules.refusal(DisclosureAction.MANAGE, actor, found.get().unit());
        if (refusal.isPresent()) {
            wrong.put("", refusal.get().text());
            return wrong;
        }
        var guide = new Guide(PlainText.lines(typed.classification()), PlainText.lines(typed.arrangement()),
                PlainText.lines(typed.ways()), line(typed.office()), line(typed.address()), line(typed.postcode()),
                line(typed.hours()), line(typed.phone()), line(typed.fax()), line(typed.contact()),
                PlainText.lines(typed.supervision()), typed.version());
        text(wrong, "classification", "信息的分类", guide.classification(), 2000);
        text(wrong, "arrangement", "编排体系", guide.arrangement(), 2000);
        text(wrong, "ways", "获取方式", guide.ways(), 2000);
        text(wrong, "office", "公开工作机构名称", guide.office(), 60);
        text(wrong, "address", "办公地址", guide.address(), 100);
        text(wrong, "hours", "办公时间", guide.hours(), 100);
        text(wrong, "phone", "联系电话", guide.phone(), 60);
        text(wrong, "contact", "互联网联系方式", guide.contact(), 100);
        text(wrong, "supervision", "监督投诉渠道", guide.supervision(), 1000);
        if (!guide.postcode().isEmpty() && !guide.postcode().matches("[0-9]{6}")) {
            wrong.put("postcode", "邮政编码应为6位数字。");
        }
        if (PlainText.length(guide.fax()) > 60) {
            wrong.put("fax", "传真号码最多60个字。");
        }
        if (!wrong.isEmpty()) {
            return wrong;
        }
        int written = sql
                .sql("""
                        insert into disclosure.guide (body_id, classification, arrangement, ways, office, address, postcode, hours,
                            phone, fax, contact, supervision, changed_at, changed_by)
                        values (:id, :classification, :arrangement, :ways, :office, :address, :postcode, :hours, :phone, :fax, :contact,
                            :supervision, :now, :by)
                        on conflict (body_id) do update set classification = excluded.classification,
                            arrangement = excluded.arrangement, ways = excluded.ways, office = excluded.office,
                            address = excluded.address, postcode = excluded.postcode, hours = excluded.hours,
                            phone = excluded.phone, fax = excluded.fax, contact = excluded.contact,
                            supervision = excluded.supervision, changed_at = excluded.changed_at,
                            changed_by = excluded.changed_by, version = guide.version + 1 where guide.version = :version""")
                .param("id", body)
                .param("classification", guide.classification())
                .param("arrangement", guide.arrangement())
                .param("ways", guide.ways())
                .param("office", guide.office())
                .param("address", guide.address())
                .param("postcode", guide.postcode())
                .param("hours", guide.hours())
                .param("phone", guide.phone())
                .param("fax", guide.fax())
                .param("contact", guide.contact())
                .param("supervision", guide.supervision())
                .param("now", Timestamp.from(clock.now()))
                .param("by", actor.ref().id())
                .param("version", guide.version())
                .update();
        if (written == 0) {
            wrong.put("", "指南刚被别人改过。请另开一页看过最新的内容，再保存您的修改。");
            return wrong;
        }
        announcer.say(Announcer.body(body));
        journal.record(actor.ref(), DisclosureAct.GUIDE_CHANGED, new ObjectRef("body", body), Map.of());
        return wrong;
    }

    private static String line(String typed) {
        return PlainText.line(typed).strip();
    }

    private static void text(Map<String, String> wrong, String field, String label, String text, int most) {
        if (text.isBlank()) {
            wrong.put(field, "请填写" + label + "。");
        } else if (PlainText.length(text) > most) {
            wrong.put(field, label + "最多" + most + "个字。");
        }
    }
}
