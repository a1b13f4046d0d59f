package org.yizhan.shared.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The straight way to a page that is the same for everybody: its rule is asked and its headers are written as for every other
 * page, but nothing finds out who is asking, for it makes no difference.
 */
public interface OpenPages {
    /**
     * Has the page written if everyone may have it.
     *
     * @param request one that carries nothing of a visitor
     * @return false when it is no such page; then nothing has been written
     */
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
}
