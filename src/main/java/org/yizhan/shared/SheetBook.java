package org.yizhan.shared;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;
import org.yizhan.shared.SheetFile.Unreadable;

/**
 * An open .xlsx workbook (ISO/IEC 29500-1 §18), read row by row. It costs memory by what it holds, never by what it says of itself: a
 * cell that claims to stand in column two billion, names without end and elements in elements are no workbook to it.
 */
public final class SheetBook implements AutoCloseable {
    /** What 20,000 rows of ten columns unpack to, twice. */
    static final int LARGEST_CONTENT = 24 << 20;
    /** The last column and the longest text of Excel itself. */
    private static final int MOST_COLUMNS = 16_384;
    private static final int LONGEST_TEXT = 32_767;
    private static final int MOST_NAMES = 1_000;
    private static final int DEEPEST = 50;

    /** The text is empty for an error value and for a formula that has no result stored. */
    public record Cell(int column, Optional<String> text) {}

    /** The number is the one that people see beside the row; columns count from 0. */
    public record Row(int number, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** Takes the rows that are written, in order, until it answers false. */
    public interface Rows {
        boolean take(Row row) throws Unreadable;
    }

    /** One table of the workbook. */
    public record Sheet(String name, String part) {}

    private record Relation(String type, String part) {}

    private final XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();
    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> parts = new HashMap<>();
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private long left = LARGEST_CONTENT;

    SheetBook(byte[] file) throws IOException {
        parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        zip = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            parts.putIfAbsent(partName(entry.getName()), entry);
        }
    }

    public List<Sheet> sheets() {
        return Collections.unmodifiableList(sheets);
    }

    /** Whether reading ended because there was more than {@link #LARGEST_CONTENT}. */
    boolean isTooMuch() {
        return left < 0;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    void open() throws IOException {
        String book = relations("").values()
                .stream()
                .filter(relation -> relation.type.endsWith("/officeDocument"))
                .findFirst()
                .orElseThrow(() -> new IOException("no workbook inside")).part;
        Map<String, Relation> relations = relations(book);
        try (var part = new Part(book)) {
            while (part.next()) {
                if (part.begins("sheet")) {
                    Relation relation = relations.get(part.attributeOf("/relationships", "id"));
                    if (relation != null && relation.type.endsWith("/worksheet")) {
                        sheets.add(new Sheet(part.attribute("name").orElse(""), relation.part));
                    }
                }
            }
        }
        for (Relation relation : relations.values()) {
            if (relation.type.endsWith("/sharedStrings")) {
                texts(relation.part);
            }
        }
    }

    private Map<String, Relation> relations(String of) throws IOException {
        int name = of.lastIndexOf('/') + 1;
        var relations = new HashMap<String, Relation>();
        try (var part = new Part(of.substring(0, name) + "_rels/" + of.substring(name) + ".rels")) {
            while (part.next()) {
                if (part.begins("Relationship")) {
                    String target = URI.create("/" + of).resolve(part.attribute("Target").orElse("")).getPath();
                    relations.put(part.attribute("Id").orElse(""),
                            new Relation(part.attribute("Type").orElse(""), target.substring(1)));
                }
            }
        }
        return relations;
    }

    private void texts(String name) throws IOException {
        try (var part = new Part(name)) {
            while (part.next()) {
                if (part.begins("si")) {
                    texts.add(part.richText("si"));
                }
            }
        }
    }

    public void rows(Sheet sheet, Rows rows) throws IOException, Unreadable {
        try (var part = new Part(sheet.part)) {
            int number = 0;
            while (part.next()) {
                if (part.begins("row")) {
                    number = part.attribute("r").map(Integer::parseInt).orElse(number + 1);
                    if (!rows.take(new Row(number, cells(part)))) {
                        return;
                    }
                }
            }
        }
    }

    private List<Cell> cells(Part part) throws IOException {
        var cells = new ArrayList<Cell>();
        int column = -1;
        while (part.next() && !part.ends("row")) {
            if (part.begins("c")) {
                column = part.attribute("r").map(SheetBook::column).orElse(column + 1);
                if (column >= MOST_COLUMNS || cells.size() == MOST_COLUMNS) {
                    throw new IOException("column " + column);
                }
                cells.add(new Cell(column, text(part)));
            }
        }
        return cells;
    }

    /** A is 0, and AA 26. */
    private static int column(String place) {
        int column = 0;
        for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)) && column <= MOST_COLUMNS; i++) {
            column = column * 26 + Character.toUpperCase(place.charAt(i)) - 'A' + 1;
        }
        if (column < 1) {
            throw new IllegalArgumentException("a cell at " + place);
        }
        return column - 1;
    }

    private Optional<String> text(Part part) throws IOException {
        String type = part.attribute("t").orElse("n");
        boolean formula = type.equals("str");
        String value = null;
        while (part.next() && !part.ends("c")) {
            if (part.begins("f")) {
                formula = true;
            } else if (part.begins("v")) {
                value = part.text();
            } else if (part.begins("is")) {
                value = part.richText("is");
            }
        }
        return type.equals("e") ? Optional.empty() : text(type, formula, value);
    }

    private Optional<String> text(String type, boolean formula, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return formula ? Optional.empty() : Optional.of("");
        }
        return switch (type) {
            case "s" -> Optional.of(PlainText.line(texts.get(Integer.parseInt(value))));
            case "n", "str" -> formula && value.startsWith("#") ? Optional.empty() : Optional.of(number(value));
            default -> Optional.of(PlainText.line(value));
        };
    }

    /** 13800000000 is kept by some programs as 1.38E10. */
    private static String number(String value) {
        return value.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d{1,3})?")
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : PlainText.line(value);
    }

    private static String partName(String name) {
        return name.replace('\\', '/').toLowerCase(Locale.ROOT);
    }

    /** Bytes of all parts together, as they are unpacked. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            return counted(read, read);
        }

        private int counted(int answer, int bytes) throws IOException {
            if (answer >= 0) {
                left -= bytes;
            }
            if (left < 0) {
                throw new IOException("more than " + LARGEST_CONTENT + " bytes");
            }
            return answer;
        }
    }

    /** One XML part of the workbook, element by element. Names that a parser would keep for ever, and depth, are limited. */
    private final class Part implements AutoCloseable {
        private final InputStream content;
        private final XMLStreamReader xml;
        private final Set<String> names = new HashSet<>();
        private int depth;

        Part(String name) throws IOException {
            ZipArchiveEntry entry = parts.get(partName(name));
            if (entry == null) {
                throw new IOException("no " + name + " inside");
            }
            content = new Counted(zip.getInputStream(entry));
            try {
                xml = parsers.createXMLStreamReader(content);
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        }

        /** False at the end. */
        boolean next() throws IOException {
            try {
                return xml.hasNext() && isHarmless(xml.next());
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        }

        private boolean isHarmless(int event) throws IOException {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    names.add(xml.getLocalName());
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        names.add(xml.getAttributeLocalName(i));
                    }
                    for (int i = 0; i < xml.getNamespaceCount(); i++) {
                        names.add(String.valueOf(xml.getNamespacePrefix(i)));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.PROCESSING_INSTRUCTION, XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new IOException("not part of a workbook");
                default -> {
                }
            }
            if (depth > DEEPEST || names.size() > MOST_NAMES) {
                throw new IOException("not built like a workbook");
            }
            return true;
        }

        boolean begins(String name) {
            return xml.isStartElement() && xml.getLocalName().equals(name);
        }

        boolean ends(String name) {
            return xml.isEndElement() && xml.getLocalName().equals(name);
        }

        Optional<String> attribute(String name) {
            return Optional.ofNullable(xml.getAttributeValue(null, name));
        }

        @Nullable
        String attributeOf(String namespace, String name) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                if (xml.getAttributeLocalName(i).equals(name)
                        && String.valueOf(xml.getAttributeNamespace(i)).endsWith(namespace)) {
                    return xml.getAttributeValue(i);
                }
            }
            return null;
        }

        /** The runs of a text, without how it is pronounced. */
        String richText(String element) throws IOException {
            var text = new StringBuilder();
            boolean phonetic = false;
            while (next() && !ends(element)) {
                if (begins("rPh") || ends("rPh")) {
                    phonetic = xml.isStartElement();
                } else if (begins("t") && !phonetic) {
                    appendText(text);
                }
            }
            return text.toString();
        }

        String text() throws IOException {
            var text = new StringBuilder();
            appendText(text);
            return text.toString();
        }

        private void appendText(StringBuilder text) throws IOException {
            while (next() && !xml.isEndElement()) {
                if (xml.hasText() && xml.getEventType() != XMLStreamConstants.COMMENT) {
                    text.append(xml.getTextCharacters(), xml.getTextStart(),
                            Math.min(xml.getTextLength(), LONGEST_TEXT - text.length()));
                }
            }
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
