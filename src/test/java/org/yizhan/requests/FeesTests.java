package org.yizhan.requests;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The two tables of fees, with the examples of the rule and both sides of every step. */
class FeesTests {
    private static final List<Fees.Row> REQUESTS = List.of(new Fees.Row(1, 0, 0, 0), new Fees.Row(11, 100, 0, 0),
            new Fees.Row(31, 200, 10, 100));
    private static final List<Fees.Row> PAGES = List.of(new Fees.Row(1, 0, 0, 0), new Fees.Row(31, 10, 0, 0),
            new Fees.Row(101, 20, 0, 0), new Fees.Row(201, 40, 0, 0));

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 0", "11, 100", "30, 2000", "31, 2200", "35, 3000", "40, 4000", "41, 4300", "50, 7000",
        "51, 7400"})
    void chargesByRequests(int requests, int yuan) {
        assertThat(Fees.total(REQUESTS, requests)).isEqualTo(yuan);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "30, 0", "31, 10", "100, 700", "101, 720", "120, 1100", "200, 2700", "201, 2740"})
    void chargesByPages(int pages, int yuan) {
        assertThat(Fees.total(PAGES, pages)).isEqualTo(yuan);
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "11, 100", "30, 100", "31, 200", "40, 200", "41, 300", "51, 400"})
    void tellsWhatOneRequestCostsAlone(int which, int yuan) {
        assertThat(Fees.of(REQUESTS, which)).isEqualTo(yuan);
    }
}
