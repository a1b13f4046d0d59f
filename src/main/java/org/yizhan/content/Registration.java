package org.yizhan.content;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * One registration of a site (备案登记).
 *
 * @param grade the protection grade (等保级别), for that kind alone
 * @param validUntil the last day; null when it has none
 */
public record Registration(RegistrationKind kind, String number, String grade, @Nullable LocalDate validUntil) {}
