package org.yizhan.hotline.web;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of Open311 as XML or JSON, from one tree of maps, lists and simple values: in XML a list is an element with one element for
 * each of its members, in JSON an array.
 */
final class Open311Text {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();
    /** What members of a list are called in XML, by the name of the list (GeoReport v2). */
    private static final Map<String, String> MEMBERS = Map.of("services", "service", "service_requests", "request",
            "errors", "error", "attributes", "attribute", "values", "value", "endpoints", "endpoint", "formats",
            "format");

    private Open311Text() {}

    static String json(Object content) {
        return JSON.writeValueAsString(content);
    }

    /** @param root name of the outermost element */
    static String xml(String root, Object content) {
        var text = new StringWriter();
        try {
            XMLStreamWriter writer = XML.createXMLStreamWriter(text);
            writer.writeStartDocument("utf-8", "1.0");
            element(writer, root, content);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an answer in memory cannot fail to be written", e);
        }
        return text.toString();
    }

    private static void element(XMLStreamWriter writer, String name, Object content) throws XMLStreamException {
        writer.writeStartElement(name);
        switch (content) {
            case Map<?, ?> fields -> {
                for (var field : fields.entrySet()) {
                    element(writer, String.valueOf(field.getKey()), field.getValue());
                }
            }
            case List<?> members -> {
                for (Object member : members) {
                    element(writer, MEMBERS.getOrDefault(name, "item"), member);
                }
            }
            default -> writer.writeCharacters(writable(String.valueOf(content)));
        }
        writer.writeEndElement();
    }

    /** XML has no control characters but three, however they are written. */
    private static String writable(String text) {
        return text.codePoints()
                .filter(c -> c >= ' ' && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF) || c == '\n'
                        || c == '\r' || c == '\t')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
