package org.yizhan.directory;

import org.yizhan.shared.PersonId;

/** A person has handed over and left: sessions end, the account no longer signs in. */
public record PersonLeft(PersonId person) {}
