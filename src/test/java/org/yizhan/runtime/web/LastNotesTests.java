package org.yizhan.runtime.web;

import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.FlashMap;

import static org.assertj.core.api.Assertions.assertThat;

class LastNotesTests {
    private final LastNotes notes = new LastNotes();
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/desk/cases/7");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void aSessionKeepsTheLastNotesOfWhoeverNeverReadsThem() {
        IntStream.rangeClosed(1, 2 * LastNotes.MOST).forEach(this::told);
        assertThat(readAt("/page/" + LastNotes.MOST)).isNull();
        assertThat(readAt("/page/" + (LastNotes.MOST + 1))).containsEntry("notice", LastNotes.MOST + 1);
        assertThat(readAt("/page/" + 2 * LastNotes.MOST)).containsEntry("notice", 2 * LastNotes.MOST);
    }

    @Test
    void whatWasReadIsGone() {
        told(1);
        assertThat(readAt("/page/1")).isNotNull();
        assertThat(readAt("/page/1")).isNull();
    }

    private void told(int number) {
        var note = new FlashMap();
        note.put("notice", number);
        note.setTargetRequestPath("/page/" + number);
        notes.saveOutputFlashMap(note, request, response);
    }

    private @Nullable Map<String, Object> readAt(String path) {
        request.setRequestURI(path);
        return notes.retrieveAndUpdate(request, response);
    }
}
