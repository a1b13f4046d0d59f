package org.yizhan.workbench.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.webapp.AbstractConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * What the server itself answers where no page can be made: to requests that are no HTTP, and when the error page fails too.
 * The words stand here, since at this place nothing else can be relied on.
 */
@Component
class LastErrorPage implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {
    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.setErrorHandler(new OfTheServer()));
        // After Spring Boot's own, whose handler it takes the place of.
        factory.addConfigurations(new AbstractConfiguration(new AbstractConfiguration.Builder()) {
            @Override
            public void configure(WebAppContext context) {
                var handler = new OfTheProgram();
                if (context.getErrorHandler() instanceof ErrorPageErrorHandler former) {
                    handler.setErrorPages(former.getErrorPages());
                }
                context.setErrorHandler(handler);
            }
        });
    }

    private static void answer(Response response, int status, Callback callback) {
        ErrorWords words = ErrorWords.of(status);
        String page = """
                <!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>
                <link rel="stylesheet" href="/assets/yizhan.css"></head>
                <body><main class="page"><div class="section narrow stack"><h1>%s</h1><p class="lead">%s</p><p><a href="/">回到首页</a></p></div></main></body></html>
                """
                .formatted(words.title(), words.title(), words.text());
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("Content-Security-Policy", "default-src 'self'");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }

    private static final class OfTheServer extends ErrorHandler {
        @Override
        protected void generateResponse(Request request, Response response, int code, @Nullable String message,
                @Nullable Throwable cause, Callback callback) throws IOException {
            answer(response, code, callback);
        }
    }

    private static final class OfTheProgram extends ErrorPageErrorHandler {
        @Override
        public boolean errorPageForMethod(String method) {
            return true;
        }

        @Override
        protected void generateResponse(Request request, Response response, int code, @Nullable String message,
                @Nullable Throwable cause, Callback callback) throws IOException {
            answer(response, code, callback);
        }
    }
}
