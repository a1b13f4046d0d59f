package org.yizhan.casework.flow;

/** A thing in a process that lines lead to and from (流程节点). */
sealed interface Node permits Node.Start, Node.End, Node.Choice, Node.Split, Node.Join, Node.Hook, TaskNode {
    String id();

    String name();

    record Start(String id, String name) implements Node {}

    record End(String id, String name, String outcome) implements Node {}

    /** Exclusive gateway: brings lines together, or takes the first whose condition holds, else the default. */
    record Choice(String id, String name) implements Node {}

    record Split(String id, String name) implements Node {}

    record Join(String id, String name) implements Node {}

    record Hook(String id, String name, String hook) implements Node {}
}
