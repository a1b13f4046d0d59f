package org.yizhan.portal.web;

import java.util.Locale;

/** A file's type and size in words, so that a reader knows what a click will bring. */
final class FileWords {
    private FileWords() {}

    static String of(String name, String mediaType, long size) {
        return type(name, mediaType) + "，" + size(size);
    }

    private static String type(String name, String mediaType) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "pdf" -> "PDF 文档";
            case "ofd" -> "OFD 版式文档";
            case "doc", "docx", "wps" -> "Word 文档";
            case "xls", "xlsx", "et" -> "Excel 表格";
            case "ppt", "pptx", "dps" -> "演示文稿";
            case "txt", "csv" -> "文本";
            case "zip", "rar", "7z" -> "压缩包";
            default -> {
                int slash = mediaType.indexOf('/');
                yield switch (slash < 0 ? mediaType : mediaType.substring(0, slash)) {
                    case "image" -> "图片";
                    case "audio" -> "音频";
                    case "video" -> "视频";
                    default -> "文件";
                };
            }
        };
    }

    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        if (bytes < 1024 * 1024) {
            return (bytes + 512) / 1024 + " KB";
        }
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}
