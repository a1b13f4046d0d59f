package org.yizhan.hotline.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.LimitClass;
import org.yizhan.hotline.Caller;
import org.yizhan.hotline.HotlineDesk;
import org.yizhan.hotline.NewTicket;
import org.yizhan.hotline.TicketChannel;
import org.yizhan.hotline.TicketClass;
import org.yizhan.hotline.TicketResult;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.UnitPath;

/**
 * A call as it is being typed.
 *
 * @param how {@code answered}, {@code given} or {@code left}
 * @param likely path of a suggested unit, which alone says that it is given; {@code unit} is chosen from the list
 * @param about a suggested subject; what is chosen from the list goes before it
 * @param offered the subject that was suggested, whether it is taken or not
 */
public record CallForm(String once, String phone, String name, String address, String channel, String kind,
        String urgency, String text, String title, String subject, String region, String village, String place,
        String latitude, String longitude, String happened, boolean secret, String reported, String recording,
        String how, String result, String answer, String likely, String about, String offered, String unit,
        String words) {
    public static final String ANSWERED = "answered";
    public static final String GIVEN = "given";
    public static final String LEFT = "left";

    public CallForm {
        once = PlainText.orEmpty(once);
        phone = PlainText.orEmpty(phone);
        name = PlainText.orEmpty(name);
        address = PlainText.orEmpty(address);
        channel = PlainText.orEmpty(channel);
        kind = PlainText.orEmpty(kind);
        urgency = PlainText.orEmpty(urgency);
        text = PlainText.orEmpty(text);
        title = PlainText.orEmpty(title);
        subject = PlainText.orEmpty(subject);
        region = PlainText.orEmpty(region);
        village = PlainText.orEmpty(village);
        place = PlainText.orEmpty(place);
        latitude = PlainText.orEmpty(latitude);
        longitude = PlainText.orEmpty(longitude);
        happened = PlainText.orEmpty(happened);
        reported = PlainText.orEmpty(reported);
        recording = PlainText.orEmpty(recording);
        how = PlainText.orEmpty(how);
        result = PlainText.orEmpty(result);
        answer = PlainText.orEmpty(answer);
        likely = PlainText.orEmpty(likely);
        about = PlainText.orEmpty(about);
        offered = PlainText.orEmpty(offered);
        unit = PlainText.orEmpty(unit);
        words = PlainText.orEmpty(words);
    }

    static CallForm begin(String once, String phone, String recording) {
        return new CallForm(once, phone, "", "", TicketChannel.PHONE.code(), "", "", "", "", "", "", "", "", "", "",
                "", false, "", recording, "", "", "", "", "", "", "", "");
    }

    /** The same call answered with what the knowledge base tells, after what stands there already: a question, unless it is said otherwise. */
    CallForm answering(String told) {
        String all = answer.isBlank() || answer.strip().equals(told) ? told : answer.strip() + "\n" + told;
        String asked = kind.isEmpty() ? TicketClass.CONSULT.code() : kind;
        return new CallForm(once, phone, name, address, channel, asked, urgency, text, title, subject, region, village,
                place, latitude, longitude, happened, secret, reported, recording, ANSWERED,
                result.isEmpty() ? TicketResult.EXPLAINED.name() : result, all, "", about, offered, "", words);
    }

    /** Everything that is typed about the matter, for what is looked up meanwhile. */
    String all() {
        String typed = title + "\n" + text + "\n" + place;
        return typed.length() > HotlineDesk.LONGEST_TEXT ? typed.substring(0, HotlineDesk.LONGEST_TEXT) : typed;
    }

    NewTicket ticket() {
        BigDecimal north = degrees(latitude);
        BigDecimal east = degrees(longitude);
        boolean whole = north != null && east != null;
        return new NewTicket(once, TicketChannel.of(channel).orElse(TicketChannel.PHONE), kind, urgent().orElse(null),
                title, text, subject.isEmpty() ? about : subject, region, village, place, whole ? north : null,
                whole ? east : null,
                TypedDay.of(happened).orElse(null), secret, isReport() ? path(reported).orElse(null) : null,
                new Caller(name, phone, address), recording, null);
    }

    /** A suggested subject is taken unless it was put aside. */
    boolean takes(String suggested) {
        return suggested.equals(about) || !suggested.equals(offered);
    }

    boolean isReport() {
        return secret || kind.equals(TicketClass.REPORT.code());
    }

    private Optional<LimitClass> urgent() {
        return Arrays.stream(LimitClass.values()).filter(one -> one.name().equals(urgency)).findFirst();
    }

    private static @Nullable BigDecimal degrees(String typed) {
        return Optional.of(typed.strip())
                .filter(one -> one.matches("-?[0-9]{1,3}(\\.[0-9]{1,9})?"))
                .map(BigDecimal::new)
                .map(number -> number.setScale(6, RoundingMode.HALF_UP))
                .orElse(null);
    }

    static Optional<UnitPath> path(String typed) {
        return Optional.of(typed).filter(one -> one.matches("/([0-9]{1,18}/){1,12}")).map(UnitPath::new);
    }

    private boolean isGiven() {
        return how.equals(GIVEN) || how.isEmpty() && !likely.isEmpty();
    }

    boolean isGivenTwice() {
        return isGiven() && !likely.isEmpty() && !unit.isEmpty() && !likely.equals(unit);
    }

    /** Empty while it is not said what is to be done. */
    Optional<HotlineDesk.First> first() {
        return Optional.ofNullable(switch (isGiven() ? GIVEN : how) {
            case ANSWERED ->
                TicketResult.of(result).map(one -> new HotlineDesk.First.Answered(one, answer)).orElse(null);
            case GIVEN -> path(likely).or(() -> path(unit))
                    .map(one -> new HotlineDesk.First.Given(one, List.of(), words))
                    .orElse(null);
            case LEFT -> new HotlineDesk.First.Left();
            default -> null;
        });
    }
}
