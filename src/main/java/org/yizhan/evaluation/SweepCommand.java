package org.yizhan.evaluation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.runtime.LocalCommand;

/** {@code ./yizhan sweep}: looks through all columns at once, without waiting for the next regular time. */
@Component
class SweepCommand implements LocalCommand {
    private final Sweep sweep;

    SweepCommand(Sweep sweep) {
        this.sweep = sweep;
    }

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        if (!args.isEmpty()) {
            out.println("sweep 不带参数。");
            return 2;
        }
        long begun = System.nanoTime();
        Sweep.Swept swept = sweep.run();
        out.println("查看栏目 " + swept.columns() + " 个：即将到期 " + swept.soon() + " 个，超期或空白 " + swept.late() + " 个；新提醒 "
                + swept.told() + " 个栏目，增减待办 " + swept.todos() + " 件；用时 "
                + Duration.ofNanos(System.nanoTime() - begun).toMillis()
                + " 毫秒");
        return 0;
    }
}
