package org.yizhan.requests.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseFiles;
import org.yizhan.requests.Applicant;
import org.yizhan.requests.ApplicantClass;
import org.yizhan.requests.NewRequest;
import org.yizhan.shared.PlainText;

/**
 * A request as it is being typed.
 *
 * @param who {@code person} or {@code firm}: what was typed for the other is kept, and not sent
 * @param clazz class of the organisation
 * @param name of the person, with paper and number
 * @param firm name of the organisation, with code, representative and contact
 * @param kept marks of files that came with an earlier attempt
 * @param website hidden from people; whoever fills it in is a machine
 * @param answer to the question that is asked when many requests come from one place
 */
public record RequestForm(String once, String who, String body, String clazz, String name, String paper, String number,
        String firm, String code, String representative, String contact, String phone, String email, String address,
        String postcode,
        String agent, String title, String document, String description, String purpose, String form, String way,
        boolean other, List<String> kept, String website, String answer) {
    public RequestForm {
        once = PlainText.orEmpty(once);
        who = PlainText.orEmpty(who).equals("firm") ? "firm" : "person";
        body = PlainText.orEmpty(body);
        clazz = PlainText.orEmpty(clazz);
        name = PlainText.orEmpty(name);
        paper = PlainText.orEmpty(paper);
        number = PlainText.orEmpty(number);
        firm = PlainText.orEmpty(firm);
        code = PlainText.orEmpty(code);
        representative = PlainText.orEmpty(representative);
        contact = PlainText.orEmpty(contact);
        phone = PlainText.orEmpty(phone);
        email = PlainText.orEmpty(email);
        address = PlainText.orEmpty(address);
        postcode = PlainText.orEmpty(postcode);
        agent = PlainText.orEmpty(agent);
        title = PlainText.orEmpty(title);
        document = PlainText.orEmpty(document);
        description = PlainText.orEmpty(description);
        purpose = PlainText.orEmpty(purpose);
        form = PlainText.orEmpty(form);
        way = PlainText.orEmpty(way);
        kept = kept == null ? List.of() : List.copyOf(kept);
        website = PlainText.orEmpty(website);
        answer = PlainText.orEmpty(answer);
    }

    /** @param person what is known of whoever asks, and {@code firm} what is known of the organisation */
    static RequestForm empty(String once, String who, String body, Applicant person, Applicant firm) {
        return new RequestForm(once, who, body, "", person.name(), "居民身份证", person.paperNumber(), firm.name(),
                firm.paperNumber(), "", firm.contact(), person.phone(), "", "", "", "", "", "", "", "", "paper", "",
                true, List.of(), "", "");
    }

    RequestForm keeping(List<String> marks) {
        return new RequestForm(once, who, body, clazz, name, paper, number, firm, code, representative, contact, phone,
                email, address, postcode, agent, title, document, description, purpose, form, way, other, marks,
                website, "");
    }

    public boolean isFirm() {
        return who.equals("firm");
    }

    /** Empty while the class of the organisation was not chosen. */
    Optional<ApplicantClass> applicantClass() {
        return isFirm()
                ? ApplicantClass.find(clazz).filter(ApplicantClass::isOrganisation)
                : Optional.of(ApplicantClass.PERSON);
    }

    NewRequest request(@Nullable Long member, List<CaseFiles.Attached> files) {
        return new NewRequest(once, body.matches("[0-9]{1,18}") ? Long.parseLong(body) : 0,
                applicantClass().orElse(ApplicantClass.OTHER),
                isFirm()
                        ? new Applicant(firm, "统一社会信用代码", code, representative, contact, phone, email, address,
                                postcode,
                                agent)
                        : new Applicant(name, paper, number, "", "", phone, email, address, postcode, agent),
                title, document, description, purpose, form, way, other, member, files);
    }

    /** One hidden field. */
    public record Field(String name, String value) {}

    /** All that was typed, for the page that shows it once more before it is sent. */
    public List<Field> fields() {
        var fields = new ArrayList<>(List.of(new Field("once", once), new Field("who", who), new Field("body", body),
                new Field("clazz", clazz), new Field("name", name), new Field("paper", paper),
                new Field("number", number), new Field("firm", firm), new Field("code", code),
                new Field("representative", representative),
                new Field("contact", contact), new Field("phone", phone), new Field("email", email),
                new Field("address", address), new Field("postcode", postcode), new Field("agent", agent),
                new Field("title", title), new Field("document", document), new Field("description", description),
                new Field("purpose", purpose), new Field("form", form), new Field("way", way),
                new Field("other", String.valueOf(other))));
        kept.forEach(mark -> fields.add(new Field("kept", mark)));
        return fields;
    }
}
