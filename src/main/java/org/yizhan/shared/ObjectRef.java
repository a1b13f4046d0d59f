package org.yizhan.shared;

/** What was acted on: a type in lower case ({@code article}, {@code person}) and its id. */
public record ObjectRef(String type, long id) {
    @Override
    public String toString() {
        return type + ":" + id;
    }
}
