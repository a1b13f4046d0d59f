package org.yizhan.directory;

import org.yizhan.shared.PersonId;

/** A person was added and may now be given a way to sign in. */
public record PersonJoined(PersonId person) {}
