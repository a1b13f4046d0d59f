package org.yizhan.portal;

import java.util.Optional;

/** How the county answers what people write to it, as its home page tells it (来信办理); given by the module that has the letters. */
public interface CountyAnswers {
    /**
     * One month's letters, by the month in which they came in.
     *
     * @param when 11月
     * @param inTime of what is answered, as 99.3%; empty while nothing is
     * @param satisfied of what is rated; empty while nothing is
     * @param href where each unit's figures of that month are
     */
    record Month(String when, long received, long answered, String inTime, String satisfied, String href) {}

    /** This month's, or the last month's until something has come in; empty before any letter. */
    Optional<Month> newest();
}
