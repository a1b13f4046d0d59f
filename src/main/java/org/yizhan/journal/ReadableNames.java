package org.yizhan.journal;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.yizhan.shared.ActorRef;

/** What stands for a person on a page: the name from whoever knows it, otherwise kind and number. */
@Component
public class ReadableNames {
    private final ObjectProvider<ActorNames> sources;

    ReadableNames(ObjectProvider<ActorNames> sources) {
        this.sources = sources;
    }

    /** A name for every one of them. */
    public Map<ActorRef, String> of(Collection<ActorRef> people) {
        var names = new HashMap<ActorRef, String>();
        var distinct = new LinkedHashSet<>(people);
        sources.orderedStream().forEach(source -> source.names(distinct).forEach(names::putIfAbsent));
        for (ActorRef who : distinct) {
            names.computeIfAbsent(who, ReadableNames::numbered);
        }
        return names;
    }

    private static String numbered(ActorRef who) {
        return switch (who.kind()) {
            case STAFF -> "工作人员" + who.id() + "号";
            case CITIZEN -> "个人用户" + who.id() + "号";
            case ENTERPRISE -> "企业用户" + who.id() + "号";
            case VISITOR -> "访客";
            case PROGRAM -> "系统";
        };
    }
}
