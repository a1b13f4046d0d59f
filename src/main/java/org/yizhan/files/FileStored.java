package org.yizhan.files;

/**
 * A file was taken in. Published in the transaction that makes it known.
 *
 * @param mediaType what the bytes are
 */
public record FileStored(long fileId, String mediaType, Files.Purpose purpose) {}
