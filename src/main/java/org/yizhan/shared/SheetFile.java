package org.yizhan.shared;

import java.io.IOException;

/** Opens an .xlsx file that anyone may have made, and reads its cells as the text that people see in them. */
public final class SheetFile {
    public static final int LARGEST = 10 * 1024 * 1024;
    private static final String DAMAGED = "文件已损坏，读不出来。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。";
    private static final String TOO_MUCH = "文件里的内容太多，展开后超过" + (SheetBook.LARGEST_CONTENT >> 20)
            + "兆字节。请只保留要导入的行和列，删去空行和格式，或分成几个文件再导入。";

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
        T of(SheetBook book) throws IOException, Unreadable;
    }

    private SheetFile() {}

    public static <T> T read(byte[] file, Reading<T> reading) throws Unreadable {
        if (file.length == 0) {
            throw new Unreadable("文件是空的，请重新选择。");
        }
        if (file.length > LARGEST) {
            throw new Unreadable("文件超过10兆字节，请分成几个文件导入。");
        }
        if (startsWith(file, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
            throw new Unreadable("这是旧格式（.xls）或加了密码的文件，请在 Excel 或 WPS 中去掉密码，另存为 .xlsx 后再导入。");
        }
        if (!isWorkbook(file)) {
            throw new Unreadable("这不是 Excel 工作簿（.xlsx），请下载模板填写后再导入。");
        }
        try (var book = new SheetBook(file)) {
            return read(book, reading);
        } catch (IOException | RuntimeException e) {
            throw new Unreadable(DAMAGED);
        }
    }

    private static <T> T read(SheetBook book, Reading<T> reading) throws Unreadable {
        try {
            book.open();
            return reading.of(book);
        } catch (IOException | RuntimeException e) {
            throw new Unreadable(book.isTooMuch() ? TOO_MUCH : DAMAGED);
        }
    }

    /** Whether it begins as a workbook does. */
    public static boolean isWorkbook(byte[] file) {
        return file.length >= 8 && startsWith(file, 'P', 'K', 3, 4);
    }

    /** What a cell shall hold as text: one that begins like a formula is not one. */
    public static String safe(String text) {
        return text.matches("(?s)[=+\\-@].*") ? "'" + text : text;
    }

    private static boolean startsWith(byte[] file, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (file.length <= i || (file[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
