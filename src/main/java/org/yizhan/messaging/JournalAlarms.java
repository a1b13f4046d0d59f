package org.yizhan.messaging;

import java.util.List;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yizhan.journal.JournalAlarm;

/** Puts alarms of the journal on the auditors' to-do list; stands here because the journal knows nothing of to-dos. */
@Component
class JournalAlarms {
    private static final String MAY_READ = "journal.read";

    private final TodoList todos;

    JournalAlarms(TodoList todos) {
        this.todos = todos;
    }

    @ApplicationModuleListener
    void on(JournalAlarm alarm) {
        todos.add(new NewTodo("journal-alarm:" + alarm.key(), "日志报警：" + alarm.words(), "日志只能由程序追加，出现这种情况说明有人绕过程序改了数据库",
                null, "/desk/journal", List.of(new NewTodo.Audience.Everywhere(MAY_READ)), true));
    }
}
