package org.yizhan.portal.web;

/** One step of the way from the home page to this one. The last step is the page itself and has no address. */
public record Crumb(String label, String href) {
    static Crumb here(String label) {
        return new Crumb(label, "");
    }
}
