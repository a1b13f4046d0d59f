package org.yizhan.content.reading;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.ToXMLContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * The process in which foreign PDF and office files are opened. It is small, has little memory and nothing to lose: when a file
 * makes it hang or run out of memory, it is ended and another one takes its place. Speaks over its standard streams: a path, a
 * folder for pictures and a limit come in, a status and XHTML go out.
 */
public final class ParserMain {
    static final byte READ = 0;
    static final byte ENCRYPTED = 1;
    static final byte BROKEN = 2;
    static final byte CUT = 3;
    private static final int MOST_PICTURES = 40;
    private static final long LARGEST_PICTURE = 8L << 20;

    private ParserMain() {}

    public static void main(String[] arguments) throws IOException {
        var in = new DataInputStream(System.in);
        var out = new DataOutputStream(new BufferedOutputStream(System.out));
        System.setOut(System.err);
        ZipSecureFile.setMinInflateRatio(0.004);
        ZipSecureFile.setMaxEntrySize(200L << 20);
        while (true) {
            String file;
            try {
                file = in.readUTF();
            } catch (EOFException e) {
                return;
            }
            Path pictures = Path.of(in.readUTF());
            int limit = in.readInt();
            answer(Path.of(file), pictures, limit, out);
            out.flush();
        }
    }

    private static void answer(Path file, Path pictures, int limit, DataOutputStream out) throws IOException {
        var xhtml = new ToXMLContentHandler();
        byte status;
        try {
            parse(file, pictures, limit, xhtml);
            status = READ;
        } catch (EncryptedDocumentException e) {
            status = ENCRYPTED;
        } catch (TikaException | SAXException | IOException | RuntimeException | StackOverflowError e) {
            boolean password = String.valueOf(e.getMessage()).contains("password")
                    || e.getCause() instanceof EncryptedDocumentException;
            status = password ? ENCRYPTED : WriteLimitReachedException.isWriteLimitReached(e) ? CUT : BROKEN;
        }
        byte[] bytes = xhtml.toString().getBytes(StandardCharsets.UTF_8);
        out.writeByte(status);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void parse(Path file, Path pictures, int limit, ContentHandler xhtml)
            throws IOException, SAXException, TikaException {
        var context = new ParseContext();
        context.set(EmbeddedDocumentExtractor.class, new PicturesOnly(pictures));
        var pdf = new PDFParserConfig();
        pdf.setExtractAnnotationText(false);
        pdf.setExtractAcroFormContent(false);
        pdf.setExtractBookmarksText(false);
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        context.set(PDFParserConfig.class, pdf);
        Parser parser = parserFor(file);
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, file.getFileName().toString());
        try (TikaInputStream in = TikaInputStream.get(file)) {
            parser.parse(in, new WriteOutContentHandler(xhtml, limit),
                    metadata, context);
        }
    }

    private static Parser parserFor(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(8);
        }
        if (head.length >= 2 && head[0] == 'P' && head[1] == 'K') {
            return new OOXMLParser();
        }
        return head.length >= 2 && (head[0] & 0xFF) == 0xD0 && (head[1] & 0xFF) == 0xCF
                ? new OfficeParser()
                : new PDFParser();
    }

    /** Keeps pictures that the text shows; whatever else lies in a document is left there. */
    private record PicturesOnly(Path folder) implements EmbeddedDocumentExtractor {
        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return true;
        }

        @Override
        public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
                throws IOException {
            String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
            if (name == null || !name.matches("[\\w.-]{1,80}\\.(?i:png|jpe?g|gif|bmp|webp)")) {
                return;
            }
            try (var kept = Files.list(folder)) {
                if (kept.count() >= MOST_PICTURES) {
                    return;
                }
            }
            Path target = folder.resolve(name);
            try (OutputStream out = Files.newOutputStream(target)) {
                byte[] chunk = new byte[64 << 10];
                long size = 0;
                int n;
                while ((n = stream.read(chunk)) >= 0) {
                    size += n;
                    if (size > LARGEST_PICTURE) {
                        break;
                    }
                    out.write(chunk, 0, n);
                }
                if (size > LARGEST_PICTURE) {
                    Files.delete(target);
                }
            }
        }
    }
}
