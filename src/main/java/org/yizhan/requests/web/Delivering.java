package org.yizhan.requests.web;

/**
 * A proof of delivery as it is being typed.
 *
 * @param paper 0 while none is
 */
public record Delivering(long paper, String how, String on, String note) {
    static final Delivering NONE = new Delivering(0, "", "", "");
}
