package org.yizhan.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.yizhan.content.Finding.Weight;

/**
 * A kind of text and what it has to say (内容模型): typed places beside the body. No template and no code is in it.
 *
 * @param pictures how much it weighs when a picture in the body lacks its caption, maker or text alternative
 * @param elements in the order of the form, retired ones included
 */
public record ContentModel(String code, String name, String note, PictureRule pictures, int position, boolean retired,
        int version, List<ModelElement> elements) {
    /** What is asked of pictures. */
    public enum PictureRule {
        NONE("不检查"), SUGGESTION("建议补全"), BLOCK("必须补全");

        private final String label;

        PictureRule(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        Optional<Weight> weight() {
            return switch (this) {
                case NONE -> Optional.empty();
                case SUGGESTION -> Optional.of(Weight.SUGGESTION);
                case BLOCK -> Optional.of(Weight.BLOCK);
            };
        }
    }

    public ContentModel {
        elements = List.copyOf(elements);
    }

    /** What the form asks for. */
    public List<ModelElement> asked() {
        return elements.stream().filter(element -> !element.retired()).toList();
    }

    public Optional<ModelElement> element(String elementCode) {
        return elements.stream().filter(element -> element.code().equals(elementCode)).findFirst();
    }

    /** The same with every place shown, for those who decide about the text. */
    ContentModel forTheDesk() {
        return new ContentModel(code, name, note, pictures, position, retired, version, elements.stream()
                .map(one -> new ModelElement(one.code(), one.isPublic() ? one.label() : one.label() + "（不公开）",
                        one.kind(), one.hint(), one.choices(), one.required(), true, one.position(), one.retired(),
                        one.version()))
                .toList());
    }

    /** What of these the public may see, in the order of the model. What was said before its place was retired stays. */
    Map<String, String> publicPart(Map<String, String> said) {
        var shown = new LinkedHashMap<String, String>();
        for (ModelElement element : elements) {
            String text = said.get(element.code());
            if (element.isPublic() && text != null) {
                shown.put(element.code(), text);
            }
        }
        return shown;
    }
}
