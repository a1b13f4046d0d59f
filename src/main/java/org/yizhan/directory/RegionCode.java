package org.yizhan.directory;

import java.util.Optional;

/**
 * Code of a region (行政区划代码): 6 digits for province, prefecture and county (GB/T 2260), 9 for a township, 12 for a village
 * (GB/T 10114). Level and parent follow from the code.
 */
public record RegionCode(String value) {
    public RegionCode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a region code: " + value);
        }
    }

    public static boolean isValid(String code) {
        return code.matches("[1-9]\\d(\\d{4}|\\d{7}|\\d{10})")
                && !code.matches("\\d\\d00(?!00)\\d{2}.*")
                && !(code.length() == 9 && (code.endsWith("000") || code.startsWith("00", 4)))
                && !(code.length() == 12 && (code.endsWith("000") || code.startsWith("000", 6)));
    }

    /** 1 province, 2 prefecture, 3 county, 4 township, 5 village. */
    public int level() {
        return switch (value.length()) {
            case 12 -> 5;
            case 9 -> 4;
            default -> !value.endsWith("00") ? 3 : value.endsWith("0000") ? 1 : 2;
        };
    }

    public Optional<RegionCode> parent() {
        return switch (level()) {
            case 5 -> Optional.of(new RegionCode(value.substring(0, 9)));
            case 4 -> Optional.of(new RegionCode(value.substring(0, 6)));
            case 3 -> Optional.of(new RegionCode(value.substring(0, 4) + "00"));
            case 2 -> Optional.of(new RegionCode(value.substring(0, 2) + "0000"));
            default -> Optional.empty();
        };
    }
}
