package org.yizhan.identity;

import java.sql.Timestamp;
import java.text.Normalizer;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.IdentityNumber;
import org.yizhan.shared.PlainText;

/** Names and identity numbers of citizens (实名): declared by the holder, verified by whoever saw a proof, for one account at a time. */
@Component
class RealNames {
    private final JdbcClient db;
    private final Vault vault;
    private final CountyClock clock;

    RealNames(JdbcClient db, Vault vault, CountyClock clock) {
        this.db = db;
        this.vault = vault;
        this.clock = clock;
    }

    /** Width of characters, blanks, and which dot stands in a name are matters of the keyboard. */
    static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String name) {
        return Normalizer.normalize(PlainText.line(name), Normalizer.Form.NFKC)
                .replace(" ", "")
                .replaceAll("[.•・‧]", "·");
    }

    String digest(IdentityNumber number) {
        return vault.digest("identity-number", number.value());
    }

    /** False when the account is erased, or verified and thereby out of its holder's hands. */
    boolean declare(long citizen, String name, IdentityNumber number) {
        return db.sql("""
                update identity.citizen set name = :name, identity_number = :number, identity_number_digest = :digest,
                    level = 'IDENTITY_GIVEN'
                where id = :id and erased_at is null and level <> 'VERIFIED'""")
                .param("name", vault.seal(name, "name"))
                .param("number", vault.seal(number.value(), "identity-number"))
                .param("digest", digest(number))
                .param("id", citizen)
                .update() == 1;
    }

    boolean isVerifiedElsewhere(long citizen, IdentityNumber number) {
        return db.sql("""
                select exists(select 1 from identity.citizen
                    where identity_number_digest = ? and level = 'VERIFIED' and id <> ?)""")
                .params(digest(number), citizen)
                .query(Boolean.class)
                .single();
    }

    /** @param clerk who saw the document; null when an outer provider vouched */
    void verify(long citizen, @Nullable Long clerk) {
        db.sql("update identity.citizen set level = 'VERIFIED', verified_at = :now, verified_by = :by where id = :id")
                .param("now", Timestamp.from(clock.now()))
                .param("by", clerk)
                .param("id", citizen)
                .update();
    }

    /** From whom an outer provider knows; it opens another account the next time, or is linked anew. */
    boolean unlink(long citizen) {
        return db.sql("delete from identity.outer_citizen where citizen_id = ?").param(citizen).update() > 0;
    }
}
