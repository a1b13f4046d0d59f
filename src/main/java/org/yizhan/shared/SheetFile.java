package org.yizhan.shared;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Optional;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;

/** Opens an .xlsx file that anyone may have made, and reads its cells as the text that people see in them. */
public final class SheetFile {
    public static final int LARGEST = 10 * 1024 * 1024;
    private static final long LARGEST_CONTENT = 200L * 1024 * 1024;
    private static final String DAMAGED = "文件已损坏，读不出来。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。";

    /** Why the file as a whole cannot be read, in words. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        public Unreadable(String words) {
            super(words);
        }

        public Refusal why() {
            return new Refusal(String.valueOf(getMessage()));
        }
    }

    /** What is done with the open workbook; what it stumbles over is the file's fault. */
    public interface Reading<T> {
        T of(ReadableWorkbook workbook) throws IOException, Unreadable;
    }

    private SheetFile() {}

    public static <T> T read(byte[] file, Reading<T> reading) throws Unreadable {
        if (file.length == 0) {
            throw new Unreadable("文件是空的，请重新选择。");
        }
        if (file.length > LARGEST) {
            throw new Unreadable("文件超过10兆字节，请分成几个文件导入。");
        }
        if (file.length >= 8 && ReadableWorkbook.isOLE2Header(file)) {
            throw new Unreadable("这是旧格式（.xls）或加了密码的文件，请在 Excel 或 WPS 中去掉密码，另存为 .xlsx 后再导入。");
        }
        if (!isWorkbook(file)) {
            throw new Unreadable("这不是 Excel 工作簿（.xlsx），请下载模板填写后再导入。");
        }
        unpackedSize(file);
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            return reading.of(workbook);
        } catch (IOException | RuntimeException e) {
            throw new Unreadable(DAMAGED);
        }
    }

    /** Whether it begins as a workbook does. */
    public static boolean isWorkbook(byte[] file) {
        return file.length >= 8 && ReadableWorkbook.isOOXMLZipHeader(file);
    }

    /** A small file may unpack to more than the memory holds. */
    private static void unpackedSize(byte[] file) throws Unreadable {
        long total = 0;
        byte[] buffer = new byte[64 * 1024];
        try (var zip = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream content = zip.getInputStream(entry)) {
                    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                        total += n;
                        if (total > LARGEST_CONTENT) {
                            throw new Unreadable("文件展开后太大，请只保留需要导入的内容。");
                        }
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new Unreadable(DAMAGED);
        }
    }

    /** Empty for an error value and for a formula that has no result stored. */
    public static Optional<String> text(Cell cell) {
        String raw = cell.getRawValue();
        return switch (cell.getType()) {
            case EMPTY -> Optional.of("");
            case ERROR -> Optional.empty();
            case STRING -> Optional.of(PlainText.line(cell.asString()));
            case BOOLEAN -> Optional.of(raw == null ? "" : raw);
            case NUMBER -> Optional.of(number(raw));
            case FORMULA -> raw == null || raw.isBlank() || raw.startsWith("#")
                    ? Optional.empty()
                    : Optional.of(PlainText.line(isNumber(raw) ? number(raw) : raw));
        };
    }

    /** What a cell shall hold as text: one that begins like a formula is not one. */
    public static String safe(String text) {
        return text.matches("(?s)[=+\\-@].*") ? "'" + text : text;
    }

    private static boolean isNumber(String raw) {
        return raw.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d{1,3})?");
    }

    /** 13800000000 is kept by some programs as 1.38E10. */
    private static String number(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        return isNumber(raw) ? new BigDecimal(raw).stripTrailingZeros().toPlainString() : raw;
    }
}
