package org.yizhan.workbench.web;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.identity.CurrentActor;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.DeskFrame;
import org.yizhan.shared.web.MenuEntry;
import org.yizhan.workbench.Manual;

/** Makes what stands around a page of the desk for the person who asks for it. */
@Component
class DeskFrames {
    private final CurrentActor currentActor;
    private final TodoList todos;
    private final Directory directory;
    private final Menu menu;

    DeskFrames(CurrentActor currentActor, TodoList todos, Directory directory,
            ObjectProvider<MenuEntry> entries) {
        this.currentActor = currentActor;
        this.todos = todos;
        this.directory = directory;
        this.menu = new Menu(entries.stream().toList());
    }

    Actor actor(HttpServletRequest request) {
        return currentActor.of(request);
    }

    DeskFrame of(HttpServletRequest request, @Nullable String notice, @Nullable Refusal refusal) {
        Actor actor = actor(request);
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        Directory.Place place = directory.placeOf(actor);
        TodoList.Waiting waiting = waiting(actor);
        return new DeskFrame(place.county(), actor.name(), place.unit(), menu.of(actor), waiting.todos(),
                waiting.unreadNotices(), request.getRequestURI(), token == null ? "_csrf" : token.getParameterName(),
                token == null ? "" : token.getToken(), notice, refusal, Manual.hrefFor(actor));
    }

    private TodoList.Waiting waiting(Actor actor) {
        return actor.isStaff()
                ? todos.waiting(actor.ref().id(), TodoList.Right.of(actor))
                : new TodoList.Waiting(0, 0);
    }

    static boolean isDesk(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/desk") || path.startsWith("/desk/");
    }
}
