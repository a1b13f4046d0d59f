package org.yizhan.content.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.MediaAccount;
import org.yizhan.content.MediaPlatform;
import org.yizhan.shared.UnitPath;

/** The form of an account of the register as it was typed. */
public record AccountForm(@Nullable MediaPlatform platform, @Nullable String name, @Nullable String account,
        @Nullable String operator, @Nullable String href, @Nullable String unit, @Nullable String responsible,
        @Nullable String contact, @Nullable String openedOn, @Nullable String openApproval,
        @Nullable String closedOn, @Nullable String closeApproval, @Nullable String validUntil,
        @Nullable String lastUpdateOn) {
    static AccountForm empty() {
        return new AccountForm(MediaPlatform.WECHAT, "", "", "", "", "", "", "", "", "", "", "", "", "");
    }

    static AccountForm of(MediaAccount a, String responsibleAccount) {
        return new AccountForm(a.platform(), a.name(), a.account(), a.operator(), a.href(), a.unit().value(),
                responsibleAccount, a.contact(), day(a.openedOn()), a.openApproval(), day(a.closedOn()),
                a.closeApproval(), day(a.validUntil()), day(a.lastUpdateOn()));
    }

    /** Empty when the unit is none. */
    Optional<MediaAccount> toAccount(long id, @Nullable Long person) {
        String path = text(unit);
        return path.matches("/(\\d{1,18}/)+")
                ? Optional.of(new MediaAccount(id, platform == null ? MediaPlatform.OTHER : platform, text(name),
                        text(account), text(operator), text(href), new UnitPath(path), person, text(contact),
                        SiteFaceController.date(text(openedOn)), text(openApproval),
                        SiteFaceController.date(text(closedOn)), text(closeApproval),
                        SiteFaceController.date(text(validUntil)), SiteFaceController.date(text(lastUpdateOn))))
                : Optional.empty();
    }

    /** A field whose date cannot be read; null when all can. */
    @Nullable
    String unreadable() {
        for (var field : List.of(List.of("openedOn", text(openedOn)), List.of("closedOn", text(closedOn)),
                List.of("validUntil", text(validUntil)), List.of("lastUpdateOn", text(lastUpdateOn)))) {
            if (!field.get(1).isEmpty() && SiteFaceController.date(field.get(1)) == null) {
                return field.getFirst();
            }
        }
        return null;
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
