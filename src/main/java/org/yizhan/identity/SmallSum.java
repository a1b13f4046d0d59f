package org.yizhan.identity;

import java.text.Normalizer;

import org.springframework.stereotype.Component;
import org.yizhan.shared.PlainText;

/**
 * A small sum that a form asks for once much has come from one address (防刷): 三加五等于几？ It follows from the form's own mark, so that
 * nothing is kept between two pages.
 */
@Component
public class SmallSum {
    private static final String DIGITS = "零一二三四五六七八九";

    private final Vault vault;

    SmallSum(Vault vault) {
        this.vault = vault;
    }

    /** @param once the form's own mark */
    public String question(String once) {
        return word(number(once, 0)) + "加" + word(number(once, 2)) + "等于几？";
    }

    public boolean isRight(String once, String answer) {
        return PlainText.line(Normalizer.normalize(answer, Normalizer.Form.NFKC))
                .equals(String.valueOf(number(once, 0) + number(once, 2)));
    }

    /** 2 to 9. */
    private int number(String once, int from) {
        return 2 + Integer.parseInt(vault.digest("small-sum", once).substring(from, from + 2), 16) % 8;
    }

    private static String word(int digit) {
        return DIGITS.substring(digit, digit + 1);
    }
}
