package org.yizhan.shared.web;

import java.util.List;

import org.yizhan.shared.Actor;

/**
 * Finds what a module keeps that is not public, for the search on top of the desk. A module that has such things offers a bean;
 * what it finds is what its own rules let this person see.
 */
public interface DeskFinder {
    /** What it finds, as the heading above the results: 稿件, 单位, 人员. */
    String label();

    /** Where the heading stands among the others, the smallest first. */
    int position();

    /** The best first, at most {@code most}; {@code words} are not empty. */
    List<Found> find(Actor actor, String words, int most);

    /**
     * One thing that was found.
     *
     * @param facts what tells it from others of the same name, in a few words
     * @param href its page at the desk
     */
    record Found(String title, String facts, String href) {}
}
