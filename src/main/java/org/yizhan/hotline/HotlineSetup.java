package org.yizhan.hotline;

import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.Limit;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** The door to the settings of the hotline. */
@Component
public class HotlineSetup {
    private static final int LONGEST_GREETING = 500;

    private final JdbcClient sql;
    private final Directory directory;
    private final Journal journal;

    HotlineSetup(JdbcClient sql, Directory directory, Journal journal) {
        this.sql = sql;
        this.directory = directory;
        this.journal = journal;
    }

    public HotlineSettings now() {
        return sql.sql("select * from hotline.settings where id = 1")
                .query((row, n) -> new HotlineSettings(home(row.getString("home_path")), row.getInt("consult_share"),
                        row.getInt("demand_share"), row.getString("call_back_term"), row.getInt("tries"),
                        row.getInt("rounds"), row.getBoolean("without_anonymous"),
                        row.getBoolean("without_unreachable"), row.getInt("satisfied_from"),
                        row.getBoolean("agents_dispatch"), row.getString("greeting"), row.getInt("version")))
                .single();
    }

    /** As long as nobody chose another, the county itself. */
    private UnitPath home(String path) {
        return path.isEmpty()
                ? directory.root().map(Unit::path).orElseThrow(() -> new IllegalStateException("no county yet"))
                : new UnitPath(path);
    }

    public static boolean may(Actor actor) {
        return actor.isStaff() && actor.mayAnywhere(HotlinePermissions.SETTINGS);
    }

    @Transactional
    public Optional<Refusal> change(Actor actor, HotlineSettings to) {
        Optional<Refusal> refusal = Refusal.when(!may(actor), "热线设置由热线办维护，您没有这项权限。")
                .or(() -> whyNot(to));
        if (refusal.isPresent()) {
            return refusal;
        }
        boolean done = sql.sql("""
                update hotline.settings set home_path = :home, consult_share = :consult, demand_share = :demand,
                    call_back_term = :term, tries = :tries, rounds = :rounds, without_anonymous = :anonymous,
                    without_unreachable = :unreachable, satisfied_from = :satisfied, agents_dispatch = :dispatch,
                    greeting = :greeting, version = version + 1
                where id = 1 and version = :version""")
                .param("home", to.home().value())
                .param("consult", to.consultShare())
                .param("demand", to.demandShare())
                .param("term", to.callBackTerm())
                .param("tries", to.tries())
                .param("rounds", to.rounds())
                .param("anonymous", to.withoutAnonymous())
                .param("unreachable", to.withoutUnreachable())
                .param("satisfied", to.satisfiedFrom())
                .param("dispatch", to.agentsDispatch())
                .param("greeting", to.greeting().strip())
                .param("version", to.version())
                .update() == 1;
        if (done) {
            journal.record(actor.ref(), HotlineAct.SETTINGS_CHANGED, new ObjectRef("hotline.settings", 1),
                    Map.of("consult", Integer.toString(to.consultShare()), "demand",
                            Integer.toString(to.demandShare()), "anonymous", Boolean.toString(to.withoutAnonymous()),
                            "unreachable", Boolean.toString(to.withoutUnreachable()), "satisfied",
                            Integer.toString(to.satisfiedFrom()), "rounds", Integer.toString(to.rounds())));
        }
        return Refusal.when(!done, "设置刚被别人改过，请先看一看现在的设置，再决定怎么改。");
    }

    private Optional<Refusal> whyNot(HotlineSettings to) {
        return Refusal.when(directory.unit(to.home().unit()).filter(unit -> unit.path().equals(to.home())).isEmpty(),
                "请选择热线由哪个单位承办。")
                .or(() -> between(to.consultShare(), 0, 100, "咨询类回访比例"))
                .or(() -> between(to.demandShare(), 0, 100, "诉求类回访比例"))
                .or(() -> Refusal.when(Limit.parse(to.callBackTerm()).isEmpty(),
                        "回访期限请写成 3个工作日、24小时 这样。"))
                .or(() -> between(to.tries(), 1, 9, "联系几次"))
                .or(() -> between(to.rounds(), 0, 5, "最多再办几次"))
                .or(() -> between(to.satisfiedFrom(), 2, 5, "满意从几分算起"))
                .or(() -> Refusal.when(PlainText.length(to.greeting()) > LONGEST_GREETING, "开场白最多 500 字。"));
    }

    private static Optional<Refusal> between(int number, int least, int most, String what) {
        return Refusal.when(number < least || number > most, what + "应为 " + least + " 到 " + most + "。");
    }
}
