package org.yizhan.requests.web;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ConcurrentModel;
import org.springframework.web.server.ResponseStatusException;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseView;
import org.yizhan.requests.Disputes;
import org.yizhan.requests.LetterPrinter;
import org.yizhan.requests.Request;
import org.yizhan.requests.RequestOffice;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** Pages that only ask what to do with a request are for who works on it. */
class OfficePagesTests {
    @Test
    void whoOnlyWatchesIsNotAskedForAnAnswerOrAnEnd() {
        RequestOffice office = mock(RequestOffice.class);
        var view = mock(CaseView.class);
        when(office.find(any(), any())).thenReturn(Optional.of(new RequestOffice.Seen(view, mock(Request.class))));
        var pages = new OfficePages(office, mock(Disputes.class), mock(LetterPrinter.class), mock(CountyClock.class));
        var watcher = mock(Actor.class);
        assertThatThrownBy(() -> pages.answer(watcher, 1, "A1", new ConcurrentModel()))
                .isInstanceOfSatisfying(ResponseStatusException.class,
                        refused -> assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN));
        assertThatThrownBy(() -> pages.end(watcher, 1, new ConcurrentModel()))
                .isInstanceOfSatisfying(ResponseStatusException.class,
                        refused -> assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN));
        when(office.mayWork(any(), any())).thenReturn(true);
        assertThat(pages.end(watcher, 1, new ConcurrentModel())).isEqualTo("requests/end");
    }
}
