package org.yizhan.messaging;

import java.util.List;

/** A way out whose settings do not do (设置有误): what should leave by it waits until they are mended. */
record Misset(List<String> problems) implements MessageChannel {
    Misset {
        problems = List.copyOf(problems);
    }

    @Override
    public Outcome deliver(Delivery delivery) {
        return new Outcome.Down("设置有误：" + String.join("", problems));
    }

    @Override
    public List<Fact> facts() {
        return problems.stream().map(problem -> new Fact("设置有误", problem)).toList();
    }
}
