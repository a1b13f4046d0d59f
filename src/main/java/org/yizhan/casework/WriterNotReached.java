package org.yizhan.casework;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yizhan.messaging.NotDelivered;
import org.yizhan.shared.ActorRef;

/**
 * That a notice did not reach whoever wrote a case (没有告知到本人) stands on its page, and is on the list of the unit that handles it until
 * somebody notes how the writer was told. Notices of a kind are known by keys that begin with its code and the case: {@code letter:17:}.
 */
@Component
class WriterNotReached {
    private static final Pattern KEY = Pattern.compile("([a-z]+):(\\d{1,18}):.*");

    private final Kinds kinds;
    private final CaseRows rows;
    private final CaseLog log;
    private final CaseDesk desk;
    private final CaseTodos todos;

    WriterNotReached(Kinds kinds, CaseRows rows, CaseLog log, CaseDesk desk, CaseTodos todos) {
        this.kinds = kinds;
        this.rows = rows;
        this.log = log;
        this.desk = desk;
        this.todos = todos;
    }

    @ApplicationModuleListener
    void on(NotDelivered notice) {
        Matcher key = KEY.matcher(notice.once());
        if (key.matches()) {
            kinds.all()
                    .stream()
                    .filter(kind -> kind.code().equals(key.group(1)))
                    .findFirst()
                    .ifPresent(kind -> rows.find(new CaseId(Long.parseLong(key.group(2))))
                            .ifPresent(view -> note(kind, view, notice)));
        }
    }

    private void note(CaseKind kind, CaseView view, NotDelivered notice) {
        String words = notice.by() + "“" + notice.what() + "”"
                + (notice.perhaps() ? "不一定送到了" : "没有送到") + kind.writerWord()
                + (notice.perhaps() ? "手里：" : "：") + notice.why().replaceAll("。$", "") + "。请用电话等其他方式告知本人，告知后记一条备注。";
        boolean told = log.of(view.id())
                .stream()
                .anyMatch(past -> past.who().equals(ActorRef.PROGRAM) && words.equals(past.words()));
        if (!told) {
            desk.actAsProgram(view.id(), new CaseAct.Note(words));
        }
        todos.notReached(kind, view, words);
    }
}
