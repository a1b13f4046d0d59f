package org.yizhan.portal.web;

import java.util.Map;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

/** An address as a QR code, drawn in black squares that stay sharp at any size. */
final class PageCode {
    private static final int MARGIN = 4;

    private PageCode() {}

    static String svg(String address) {
        try {
            BitMatrix bits = new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 1, 1,
                    Map.of(EncodeHintType.MARGIN, MARGIN, EncodeHintType.CHARACTER_SET, "UTF-8"));
            var squares = new StringBuilder();
            for (int y = 0; y < bits.getHeight(); y++) {
                for (int x = 0; x < bits.getWidth(); x++) {
                    if (bits.get(x, y)) {
                        squares.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
                    .formatted(bits.getWidth(), bits.getHeight())
                    + "<path fill=\"#fff\" d=\"M0 0h999v999H0z\"/><path d=\"" + squares + "\"/></svg>\n";
        } catch (WriterException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
