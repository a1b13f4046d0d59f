package org.yizhan.files;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Semaphore;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;

import org.yizhan.shared.Refusal;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;

import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/**
 * Writes a picture anew from its pixels, so that place, camera and whatever hides behind the picture are gone. The size is read
 * from the head before anything is decoded. An animated GIF keeps its frames and loses everything else.
 */
final class PictureCleaner {
    static final long MOST_PIXELS = 40_000_000;
    private static final int LONGEST_SIDE = 30_000;

    /** What is decoded at most; a larger picture is read at every second point, so that it fits into a small memory. */
    private static final double DECODED_PIXELS = 16_000_000;

    /** Decoding needs three or four bytes of memory a pixel, so it is done one picture at a time. */
    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1);

    /** A clean copy in a file of its own, or the reason why there is none. */
    sealed interface Cleaned {
        record Picture(Path file, FileType type) implements Cleaned {}

        record Unwanted(Refusal why) implements Cleaned {}
    }

    private PictureCleaner() {}

    static Cleaned clean(Path file, FileType type, Path into) throws IOException {
        ImageIO.setUseCache(false);
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(type.name());
            if (in == null || !readers.hasNext()) {
                return unwanted("不能打开这种图片，请另存为 JPG 或 PNG 后上传");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
                    return unwanted("图片有 %d×%d 像素，超过 4000 万像素，请缩小后上传".formatted(width, height));
                }
                if (type == FileType.GIF) {
                    return gif(file, into);
                }
                return anew(reader, file, type, into);
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException | IOException | OutOfMemoryError e) {
            return unwanted("图片已损坏或不是标准格式，请另存为 JPG 或 PNG 后上传");
        }
    }

    private static Cleaned anew(ImageReader reader, Path file, FileType type, Path into) throws IOException {
        ONE_AT_A_TIME.acquireUninterruptibly();
        try {
            ImageReadParam coarse = reader.getDefaultReadParam();
            int step = (int) Math.ceil(Math.sqrt((double) reader.getWidth(0) * reader.getHeight(0) / DECODED_PIXELS));
            coarse.setSourceSubsampling(step, step, 0, 0);
            BufferedImage pixels = reader.read(0, coarse);
            if (type == FileType.JPEG) {
                pixels = upright(file, pixels);
            }
            boolean jpeg = type == FileType.JPEG || type == FileType.WEBP && !pixels.getColorModel().hasAlpha();
            ImageWriter writer = ImageIO.getImageWritersByFormatName(jpeg ? "jpeg" : "png").next();
            try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(into));
                    var out = ImageIO.createImageOutputStream(bytes)) {
                writer.setOutput(out);
                ImageWriteParam how = writer.getDefaultWriteParam();
                if (jpeg) {
                    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                    how.setCompressionQuality(0.9f);
                    pixels = opaque(pixels);
                }
                writer.write(null, new IIOImage(pixels, null, null), how);
            } finally {
                writer.dispose();
            }
            return new Cleaned.Picture(into, jpeg ? FileType.JPEG : FileType.PNG);
        } finally {
            ONE_AT_A_TIME.release();
        }
    }

    /** A camera notes how it was held; without the note the pixels themselves must be turned. */
    private static BufferedImage upright(Path file, BufferedImage pixels) {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            for (JPEGSegment segment : JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif")) {
                try (InputStream block = segment.data()) {
                    block.skipNBytes(1);
                    var note = new TIFFReader().read(ImageIO.createImageInputStream(block))
                            .getEntryById(TIFF.TAG_ORIENTATION);
                    if (note != null && note.getValue() instanceof Number held && held.intValue() > 1
                            && held.intValue() < 9) {
                        return ExifFilterUtils.getFilterForOrientation(Orientation.typeOf(held.intValue()))
                                .apply(pixels);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            return pixels;
        }
        return pixels;
    }

    private static BufferedImage opaque(BufferedImage pixels) {
        if (!pixels.getColorModel().hasAlpha()) {
            return pixels;
        }
        var plain = new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D paint = plain.createGraphics();
        paint.drawImage(pixels, 0, 0, java.awt.Color.WHITE, null);
        paint.dispose();
        return plain;
    }

    /** Copies the blocks that make up the frames and nothing else: no comments, no foreign extensions, no tail. */
    private static Cleaned gif(Path file, Path into) throws IOException {
        long pixels = 0;
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(raw));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(into))) {
            byte[] head = in.readNBytes(13);
            out.write(head);
            copyColours(head[10], in, out);
            while (true) {
                int block = in.read();
                if (block == 0x3B || block < 0) {
                    out.write(0x3B);
                    return new Cleaned.Picture(into, FileType.GIF);
                }
                if (block == 0x2C) {
                    byte[] frame = in.readNBytes(9);
                    if (frame.length < 9) {
                        throw new EOFException();
                    }
                    pixels += (long) little(frame, 4) * little(frame, 6);
                    if (pixels > 10 * MOST_PIXELS) {
                        return unwanted("动图的画面太多太大，请缩短或缩小后上传");
                    }
                    out.write(block);
                    out.write(frame);
                    copyColours(frame[8], in, out);
                    out.write(in.readUnsignedByte());
                    copyBlocks(in, out);
                } else if (block == 0x21) {
                    int kind = in.readUnsignedByte();
                    if (kind == 0xF9) {
                        out.write(block);
                        out.write(kind);
                        copyBlocks(in, out);
                    } else {
                        copyLoopCount(kind, in, out);
                    }
                } else {
                    throw new IOException("not a GIF block: " + block);
                }
            }
        }
    }

    private static void copyColours(byte flags, InputStream in, OutputStream out) throws IOException {
        if ((flags & 0x80) != 0) {
            out.write(in.readNBytes(3 << ((flags & 7) + 1)));
        }
    }

    private static void copyBlocks(DataInputStream in, OutputStream out) throws IOException {
        int length;
        do {
            length = in.readUnsignedByte();
            out.write(length);
            byte[] data = new byte[length];
            in.readFully(data);
            out.write(data);
        } while (length > 0);
    }

    private static void copyLoopCount(int kind, DataInputStream in, OutputStream out) throws IOException {
        int length = in.readUnsignedByte();
        byte[] name = in.readNBytes(length);
        boolean loops = kind == 0xFF
                && Arrays.equals(name, "NETSCAPE2.0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        if (loops) {
            out.write(new byte[]{0x21, (byte) 0xFF, 11});
            out.write(name);
            copyBlocks(in, out);
        } else if (length > 0) {
            copyBlocks(in, OutputStream.nullOutputStream());
        }
    }

    private static int little(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    private static Cleaned unwanted(String why) {
        return new Cleaned.Unwanted(new Refusal(why));
    }
}
