package org.yizhan.content;

import java.util.List;

/**
 * One place of a content model (要素).
 *
 * @param code stable; texts are kept under it
 * @param choices what a {@link ElementKind#CHOICE} offers
 * @param isPublic whether the page shows it, or the desk alone
 * @param retired not asked for any more; what was said before stays
 */
public record ModelElement(String code, String label, ElementKind kind, String hint, List<String> choices,
        boolean required, boolean isPublic, int position, boolean retired, int version) {
    public ModelElement {
        choices = List.copyOf(choices);
    }
}
