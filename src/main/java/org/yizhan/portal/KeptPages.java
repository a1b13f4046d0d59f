package org.yizhan.portal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers kept pages where the bytes of the request arrive: in the thread that watches the connections, before there is a
 * servlet, a filter or a thread for the request. Nothing here may wait: what is not kept goes on in a thread of its own.
 */
final class KeptPages extends Handler.Wrapper {
    private final PageCache cache;
    private final Function<String, @Nullable String> siteOfHost;
    private final BooleanSupplier sitesAreAtHand;
    private final Executor threads;

    /**
     * @param siteOfHost slug of the site that has this host name, in lower case, of its own
     * @param sitesAreAtHand whether that can be said without waiting for the database
     */
    KeptPages(PageCache cache, Function<String, @Nullable String> siteOfHost, BooleanSupplier sitesAreAtHand,
            Executor threads) {
        this.cache = cache;
        this.siteOfHost = siteOfHost;
        this.sitesAreAtHand = sitesAreAtHand;
        this.threads = threads;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Page page = kept(request);
        if (page == null) {
            threads.execute(() -> goOn(request, response, callback));
            return true;
        }
        HttpFields headers = request.getHeaders();
        Page.Answer answer = page.answer(request.getMethod(), headers.get(HttpHeader.ACCEPT_ENCODING),
                headers.get(HttpHeader.IF_NONE_MATCH));
        page.countView(request.getMethod());
        response.setStatus(answer.status());
        response.getHeaders().add(answer.wire());
        response.write(true, answer.body().duplicate(), callback);
        return true;
    }

    private @Nullable Page kept(Request request) {
        if (!sitesAreAtHand.getAsBoolean()) {
            return null;
        }
        HttpURI uri = request.getHttpURI();
        String path = uri.getPath();
        PageAddress address = path == null
                ? null
                : PageCacheFilter.address(siteOfHost, request.getMethod(), Request.getServerName(request), path,
                        uri.getQuery());
        return address == null ? null : cache.kept(address.key());
    }

    private void goOn(Request request, Response response, Callback callback) {
        var held = new Held(callback);
        try {
            if (!super.handle(request, response, held)) {
                Response.writeError(request, response, held, 404);
            }
        } catch (Throwable e) {
            Response.writeError(request, response, held, e);
        } finally {
            held.release();
        }
    }

    /**
     * Ends the request only when the program has returned from it, as if both went on in one thread: what the program still does
     * after its answer, such as reading the rest of a broken upload, must find the request alive.
     */
    private static final class Held implements Callback {
        private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
        private final Callback callback;

        Held(Callback callback) {
            this.callback = callback;
        }

        @Override
        public void succeeded() {
            ended.complete(null);
        }

        @Override
        public void failed(Throwable cause) {
            ended.completeExceptionally(cause);
        }

        void release() {
            ended.whenComplete((nothing, cause) -> {
                if (cause == null) {
                    callback.succeeded();
                } else {
                    callback.failed(cause);
                }
            });
        }
    }
}
