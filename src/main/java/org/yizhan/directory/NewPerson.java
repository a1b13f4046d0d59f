package org.yizhan.directory;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitId;

/**
 * A person to be added, with the title of the main post. The post carries no roles yet: those are granted by the security
 * administrator ({@link Appointments#grant}).
 *
 * @param account the name to sign in with: 3 to 32 small letters, digits, dots, hyphens; begins with a letter
 * @param phone as typed; null or blank when there is none
 */
public record NewPerson(String name, String account, UnitId unit, String title, @Nullable String phone, int ordering) {
    public static NewPerson of(String name, String account, UnitId unit, String title) {
        return new NewPerson(name, account, unit, title, null, 1000);
    }
}
