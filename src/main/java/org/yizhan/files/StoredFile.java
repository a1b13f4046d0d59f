package org.yizhan.files;

/**
 * A file that passed the checks.
 *
 * @param mediaType what the bytes are, not what the name says
 * @param size in bytes
 * @param sm3 digest of the bytes, 64 hexadecimal digits
 */
public record StoredFile(FileId id, String name, String mediaType, long size, String sm3) {}
