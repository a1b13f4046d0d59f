package org.yizhan.shared.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * A form that could not be taken because its page had stood open too long: what was typed is given back with the error page, to
 * be sent once more.
 *
 * @param action the path that it was sent to
 * @param mayHaveFiles whether files may have been chosen, which only a browser can choose again
 */
public record KeptForm(String action, List<Field> fields, boolean mayHaveFiles) {
    /** Nothing that proves who somebody is goes back into a page: the fields of all forms that ask for a proof. */
    static final Set<String> SECRET = Set.of("password", "present", "repeated", "code");

    public record Field(String name, String value) {}

    public KeptForm {
        fields = List.copyOf(fields);
    }

    /**
     * Empty unless it was sent from a page of this very site: a stranger's page must not have its own words shown here, next to
     * a button that sends them.
     *
     * @param tokenName the field that is left out, as it is the one that was wrong
     */
    public static Optional<KeptForm> of(HttpServletRequest request, String tokenName) {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        boolean mayHaveFiles = type.startsWith("multipart/form-data");
        boolean isForm = mayHaveFiles || type.startsWith("application/x-www-form-urlencoded");
        if (!request.getMethod().equals("POST") || !isForm || !isFromHere(request)) {
            return Optional.empty();
        }
        var fields = new ArrayList<Field>();
        for (var parameter : request.getParameterMap().entrySet()) {
            String name = parameter.getKey();
            if (SECRET.contains(name)) {
                return Optional.empty();
            }
            if (!name.equals(tokenName)) {
                for (String value : parameter.getValue()) {
                    fields.add(new Field(name, value));
                }
            }
        }
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new KeptForm(request.getRequestURI(), fields, mayHaveFiles));
    }

    /** The one that was left with this request by whoever refused it. */
    public static @Nullable KeptForm from(HttpServletRequest request) {
        return (KeptForm) request.getAttribute(KeptForm.class.getName());
    }

    public void leaveWith(HttpServletRequest request) {
        request.setAttribute(KeptForm.class.getName(), this);
    }

    /** Whether a page of this very site sent it, as far as its browser says. */
    public static boolean isFromHere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        try {
            return origin != null && host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
