package org.yizhan.messaging;

import java.util.List;

/** Without an official account (没有公众号) there is no sense in keeping a notice for WeChat: the next way is taken. */
record NoWechat() implements MessageChannel {
    @Override
    public Outcome deliver(Delivery delivery) {
        return new Outcome.Refused("没有设置微信公众号");
    }

    @Override
    public List<Fact> facts() {
        return List.of(new Fact("发往", "没有设置公众号，改用下一种方式"));
    }
}
