package org.yizhan.letters;

/**
 * Why a letter is not handled as a letter (不予受理、转其他渠道的依据).
 *
 * @param way what is done with it instead
 * @param basis the rule that says so
 */
public record Ground(Code code, String name, String way, String basis, int version) {
    /** The grounds that the program knows how to recognise. */
    public enum Code {
        PETITION, LITIGATION, ARBITRATION, REVIEW, DISCIPLINE, DISCLOSURE, SECRET, ADVERT, EMPTY
    }
}
