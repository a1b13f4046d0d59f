package org.yizhan.runtime.web;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;

import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Turns away what comes in an encoding that nobody knows. At the server itself, because every later question for the type of
 * the content fails, also that of the page which would say so.
 */
@Component
class KnownEncoding
        implements
            WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory>,
            HttpConfiguration.Customizer {
    @Override
    public void customize(ConfigurableJettyWebServerFactory factory) {
        factory.addServerCustomizers(server -> {
            for (Connector connector : server.getConnectors()) {
                HttpConfiguration.ConnectionFactory http = connector
                        .getConnectionFactory(HttpConfiguration.ConnectionFactory.class);
                if (http != null) {
                    http.getHttpConfiguration().addCustomizer(this);
                }
            }
        });
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type != null && !isKnown(MimeTypes.getCharsetFromContentType(type))) {
            throw new BadMessageException(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "unknown charset");
        }
        return request;
    }

    private static boolean isKnown(@Nullable String encoding) {
        try {
            return encoding == null || Charset.isSupported(encoding);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
