package org.yizhan.calendar;

import java.time.LocalDate;

/**
 * A day that differs from the rule Monday to Friday (节假日与调休).
 *
 * @param name the festival, such as 国庆节
 */
public record SpecialDay(LocalDate date, Kind kind, String name) {
    public enum Kind {
        HOLIDAY("放假"), WORKDAY("上班");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
