package org.yizhan.requests;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What one request costs its applicant (信息处理费).
 *
 * @param pieces how many requests of the month, or how many pages
 */
public record Charge(Fees.Basis basis, int pieces, int amount, LocalDate askedOn, LocalDate due,
        @Nullable LocalDate paidOn) {}
