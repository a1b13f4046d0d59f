package org.yizhan.content;

/** A file of an edition: beside it, or a picture shown with it or inside its body, or what one of its elements holds. */
record EditionFile(long fileId, Role role, String name, String mediaType, long size, String sm3) {
    enum Role {
        ATTACHMENT, PICTURE, ELEMENT
    }
}
