package org.yizhan.identity;

import java.text.Normalizer;
import java.util.Optional;

import org.yizhan.shared.Refusal;

/** A mobile phone that can receive a code (手机号): eleven digits. Its text form is masked, so that it does not slip into a log. */
public record Phone(String value) {
    public Phone {
        value = normal(value);
        if (problem(value).isPresent()) {
            throw new IllegalArgumentException("not a mobile phone");
        }
    }

    /** What is wrong with the number as typed; blanks, dashes and the country's prefix are not. */
    public static Optional<Refusal> problem(String typed) {
        return Refusal.when(!normal(typed).matches("1[3-9]\\d{9}"), "手机号应为 11 位数字，以 1 开头，请核对。");
    }

    private static String normal(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s+-]", "")
                .replaceFirst("^86(?=1\\d{10}$)", "");
    }

    public String masked() {
        return value.substring(0, 3) + "****" + value.substring(7);
    }

    @Override
    public String toString() {
        return masked();
    }
}
