package org.yizhan.directory;

import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

/**
 * A member of staff (工作人员).
 *
 * @param account the name to sign in with
 * @param active false after leaving; the person stays readable in every record
 */
public record Person(PersonId id, String name, String account, UnitPath unit, boolean active) {}
