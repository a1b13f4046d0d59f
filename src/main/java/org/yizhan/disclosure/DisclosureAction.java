package org.yizhan.disclosure;

/** What can be done with the disclosure of a body. */
enum DisclosureAction {
    /** Say where a document belongs in the catalogue. */
    CLASSIFY,
    /** Guide, validity, links, lists, gazette, reading points of one body. */
    MANAGE,
    /** What the county has only once: bodies, terms, kinds of lists, key areas, carriers. */
    MANAGE_COUNTY
}
