package org.yizhan.letters.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseFiles;
import org.yizhan.letters.LetterClass;
import org.yizhan.letters.NewLetter;
import org.yizhan.letters.Writer;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.UnitPath;

/**
 * A letter as it is being typed.
 *
 * @param to slug of the mailbox
 * @param kind a code of {@link LetterClass}
 * @param subject id of a subject; empty when the writer leaves it to the office
 * @param publish {@code yes} or {@code no}; empty while nothing was chosen
 * @param reported id of the unit that a report is about
 * @param kept marks of files that came with an earlier attempt
 * @param website hidden from people; whoever fills it in is a machine
 * @param answer to the question that is asked when many letters come from one place
 */
public record LetterForm(String once, String to, String kind, String subject, String title, String text, String place,
        String region,
        String latitude, String longitude, String publish, boolean hidden, String reported, String name, String phone,
        String email, String address, List<String> kept, String website, String answer) {
    public LetterForm {
        once = PlainText.orEmpty(once);
        to = PlainText.orEmpty(to);
        kind = PlainText.orEmpty(kind);
        subject = PlainText.orEmpty(subject);
        title = PlainText.orEmpty(title);
        text = PlainText.orEmpty(text);
        place = PlainText.orEmpty(place);
        region = PlainText.orEmpty(region);
        latitude = PlainText.orEmpty(latitude);
        longitude = PlainText.orEmpty(longitude);
        publish = PlainText.orEmpty(publish);
        reported = PlainText.orEmpty(reported);
        name = PlainText.orEmpty(name);
        phone = PlainText.orEmpty(phone);
        email = PlainText.orEmpty(email);
        address = PlainText.orEmpty(address);
        kept = kept == null ? List.of() : List.copyOf(kept);
        website = PlainText.orEmpty(website);
        answer = PlainText.orEmpty(answer);
    }

    static LetterForm empty(String once, String to, String name, String phone) {
        return new LetterForm(once, to, "", "", "", "", "", "", "", "", "", false, "", name, phone, "", "", List.of(),
                "",
                "");
    }

    LetterForm keeping(List<String> marks) {
        return new LetterForm(once, to, kind, subject, title, text, place, region, latitude, longitude, publish, hidden,
                reported, name, phone, email, address, marks, website, "");
    }

    boolean isReport() {
        return kind.equals(LetterClass.REPORT.code());
    }

    boolean hasPosition() {
        return !latitude.isBlank() && !longitude.isBlank();
    }

    NewLetter letter(boolean guarded, @Nullable UnitPath reportedUnit, @Nullable Long member,
            List<CaseFiles.Attached> files) {
        BigDecimal north = degrees(latitude);
        BigDecimal east = degrees(longitude);
        boolean whole = north != null && east != null;
        return new NewLetter(once, kind, title, text, subject, region, place, whole ? north : null, whole ? east : null,
                publish.equals("yes") && !guarded, guarded, reportedUnit, new Writer(name, phone, email, address),
                member, files, null);
    }

    private static @Nullable BigDecimal degrees(String typed) {
        return Optional.of(typed.strip())
                .filter(text -> text.matches("-?[0-9]{1,3}(\\.[0-9]{1,9})?"))
                .map(BigDecimal::new)
                .map(number -> number.setScale(6, java.math.RoundingMode.HALF_UP))
                .orElse(null);
    }

    /** One hidden field. */
    public record Field(String name, String value) {}

    /** All that was typed, for the page that shows it once more before it is sent. */
    public List<Field> fields() {
        var fields = new ArrayList<>(List.of(new Field("once", once), new Field("to", to), new Field("kind", kind),
                new Field("subject", subject), new Field("title", title), new Field("text", text),
                new Field("place", place),
                new Field("region", region), new Field("latitude", latitude), new Field("longitude", longitude),
                new Field("publish", publish), new Field("hidden", String.valueOf(hidden)),
                new Field("reported", reported), new Field("name", name), new Field("phone", phone),
                new Field("email", email), new Field("address", address)));
        kept.forEach(mark -> fields.add(new Field("kept", mark)));
        return fields;
    }
}
