package org.yizhan.portal;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * All header fields of an answer as one: the server walks over each field of each answer, and a kept page has a dozen that
 * never change. It goes by the name of the type where there is one, since the server asks whether an answer has a type.
 */
final class HeaderBlock extends PreEncodedHttpField {
    /** In bytes, what the server itself takes as the headers of one answer. */
    private static final int LARGEST = 8192;

    private final byte[] lines;

    private HeaderBlock(HttpField namesake, byte[] lines) {
        super(namesake.getHeader(), namesake.getValue());
        this.lines = lines;
    }

    /** The length, which the server compares with the body, and a block of all the others. */
    static HttpFields of(HttpFields fields) {
        HttpField type = fields.getField(HttpHeader.CONTENT_TYPE);
        ByteBuffer lines = ByteBuffer.allocate(LARGEST);
        HttpFields.Mutable wire = HttpFields.build();
        for (HttpField field : fields) {
            if (field.getHeader() == HttpHeader.CONTENT_LENGTH) {
                wire.add(field);
            } else {
                HttpGenerator.putTo(field, lines);
            }
        }
        return wire.add(new HeaderBlock(type == null ? fields.getField(0) : type,
                Arrays.copyOf(lines.array(), lines.position()))).asImmutable();
    }

    @Override
    public void putTo(ByteBuffer buffer, HttpVersion version) {
        buffer.put(lines);
    }

    @Override
    public int getEncodedLength(HttpVersion version) {
        return lines.length;
    }
}
