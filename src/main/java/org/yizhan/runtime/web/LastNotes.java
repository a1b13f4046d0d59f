package org.yizhan.runtime.web;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * What the page after a form tells, kept in the session until that page is opened: of the last few forms alone. A client that never
 * opens these pages would otherwise make its session grow, which every request reads.
 */
@Component(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
class LastNotes extends SessionFlashMapManager {
    static final int MOST = 5;

    @Override
    protected void updateFlashMaps(List<FlashMap> notes, HttpServletRequest request, HttpServletResponse response) {
        int more = notes.size() - MOST;
        super.updateFlashMaps(more <= 0 ? notes : new CopyOnWriteArrayList<>(notes.subList(more, notes.size())),
                request, response);
    }
}
