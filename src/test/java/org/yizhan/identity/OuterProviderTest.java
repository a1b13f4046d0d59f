package org.yizhan.identity;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A small provider stands in for the province's, which can be told to misbehave. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
    "yizhan.outer-login.client-id=county", "yizhan.outer-login.client-secret=0123456789abcdef0123456789abcdef",
    "yizhan.outer-member-login.client-id=county",
    "yizhan.outer-member-login.client-secret=0123456789abcdef0123456789abcdef",
    "yizhan.outer-member-login.number-claim=cert_no", "yizhan.outer-member-login.level-claim=auth_level",
    "yizhan.outer-member-login.levels=L3,L4"})
abstract class OuterProviderTest extends SignInTest {
    static final Province PROVINCE = new Province();

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("yizhan.outer-login.issuer", () -> PROVINCE.issuer);
        properties.add("yizhan.outer-member-login.issuer", () -> PROVINCE.issuer);
    }

    @BeforeEach
    void anHonestProvince() {
        PROVINCE.key = PROVINCE.published;
        PROVINCE.nonce = null;
        PROVINCE.told.clear();
    }
}
