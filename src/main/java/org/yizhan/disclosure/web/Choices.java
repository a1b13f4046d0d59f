package org.yizhan.disclosure.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.yizhan.disclosure.Axis;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.disclosure.Term;
import org.yizhan.disclosure.Terms;
import org.yizhan.shared.Actor;

/** What forms of disclosure offer to choose from, as value and words. */
@Component
class Choices {
    private final Bodies bodies;
    private final Terms terms;

    Choices(Bodies bodies, Terms terms) {
        this.bodies = bodies;
        this.terms = terms;
    }

    Map<String, String> bodies() {
        var all = new LinkedHashMap<String, String>();
        bodies.open().forEach(body -> all.put(Long.toString(body.id()), body.name()));
        return all;
    }

    Map<String, String> bodiesOf(Actor actor) {
        var all = new LinkedHashMap<String, String>();
        bodies.of(actor).stream().filter(Body::open).forEach(body -> all.put(Long.toString(body.id()), body.name()));
        return all;
    }

    /** The terms of each axis, without closed ones. */
    Map<String, Map<String, String>> terms() {
        List<Term> all = terms.all();
        var byAxis = new LinkedHashMap<String, Map<String, String>>();
        for (Axis axis : Axis.values()) {
            var words = new LinkedHashMap<String, String>();
            all.stream().filter(t -> t.axis() == axis && t.open()).forEach(t -> words.put(t.code(), t.name()));
            byAxis.put(axis.name(), words);
        }
        return byAxis;
    }
}
