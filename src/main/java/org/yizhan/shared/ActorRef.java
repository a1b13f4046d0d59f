package org.yizhan.shared;

/** Who acted, as the journal and history tables keep it: a kind and an id, never a name. */
public record ActorRef(Kind kind, long id) {
    public enum Kind {
        STAFF, CITIZEN, ENTERPRISE, VISITOR, PROGRAM
    }

    public static final ActorRef PROGRAM = new ActorRef(Kind.PROGRAM, 0);
    public static final ActorRef VISITOR = new ActorRef(Kind.VISITOR, 0);

    public static ActorRef staff(long personId) {
        return new ActorRef(Kind.STAFF, personId);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + id;
    }
}
