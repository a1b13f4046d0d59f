package org.yizhan.identity;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PersonId;

/** Sign-on of staff to other county systems (统一登录). */
@Service
public class SystemSignOn {
    private final JdbcClient db;

    SystemSignOn(JdbcClient db) {
        this.db = db;
    }

    /** Codes and tokens of this person are worth nothing from now on. */
    void endAll(PersonId person) {
        db.sql("delete from identity.oauth2_authorization where principal_name = :name")
                .param("name", SignedIn.nameOf(ActorRef.staff(person.value())))
                .update();
    }
}
