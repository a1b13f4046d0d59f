package org.yizhan.workbench.web;

import java.io.IOException;
import java.io.UncheckedIOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.runtime.DiskSpace;
import org.yizhan.shared.Refusal;

/**
 * What holds for the requests of all modules: gives exceptions that mean something the status whose page explains it, which
 * {@link ErrorPages} writes.
 */
@ControllerAdvice
class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** Forms are records: what a request carries beside their components is nobody's, and is not looked at. */
    @InitBinder
    void onlyWhatTheFormNames(WebDataBinder binder) {
        binder.setDeclarativeBinding(true);
    }

    /** An id that is no number, or one too large, is an address where nothing is. */
    @ExceptionHandler
    void unreadable(MethodArgumentTypeMismatchException e, HttpServletResponse response) throws IOException {
        response.sendError(e.getParameter().hasParameterAnnotation(PathVariable.class) ? 404 : 400);
    }

    @ExceptionHandler
    void changedByAnother(OptimisticLockingFailureException e, HttpServletResponse response) throws IOException {
        response.sendError(409);
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    void databaseAway(Exception e, HttpServletResponse response) throws IOException {
        LOG.error("the database does not answer", e);
        response.sendError(DiskSpace.ranOut(e) ? 507 : 503);
    }

    /** What no one else explains, when the reason is a disk that another program filled to the last byte. */
    @ExceptionHandler
    void fileNotWritten(UncheckedIOException e, HttpServletResponse response) throws IOException {
        if (!DiskSpace.ranOut(e)) {
            throw e;
        }
        LOG.error("the disk is full", e);
        response.sendError(507);
    }

    @ExceptionHandler
    void calendarMissing(YearNotLoaded e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute("refusal",
                new Refusal(e.year() + " 年的工作日安排还没有录入，算不出办理期限。请系统管理员先在“工作日历”中录入这一年的放假安排。"));
        response.sendError(503);
    }

    @ExceptionHandler
    void brokenUpload(MultipartException e, HttpServletResponse response) throws IOException {
        response.sendError(
                DiskSpace.ranOut(e) ? 507 : e instanceof MaxUploadSizeExceededException ? 413 : 400);
    }
}
