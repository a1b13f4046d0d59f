package org.yizhan.files;

import java.util.List;
import java.util.Locale;

/** The types that are taken in; what a file is, is read from its bytes, and its name must agree. */
enum FileType {
    PDF("application/pdf", "PDF 文档", "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 表格", "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint 演示文稿", "pptx"),
    DOC("application/msword", "Word 97-2003 文档", "doc", "wps"),
    XLS("application/vnd.ms-excel", "Excel 97-2003 表格", "xls", "et"),
    PPT("application/vnd.ms-powerpoint", "PowerPoint 97-2003 演示文稿", "ppt", "dps"),
    ODT("application/vnd.oasis.opendocument.text", "ODF 文档", "odt"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", "ODF 表格", "ods"),
    ODP("application/vnd.oasis.opendocument.presentation", "ODF 演示文稿", "odp"),
    OFD("application/ofd", "OFD 版式文件", "ofd"),
    TXT("text/plain", "文本文件", "txt"),
    CSV("text/csv", "CSV 表格", "csv"),
    VTT("text/vtt", "视频字幕", "vtt"),
    JPEG("image/jpeg", "JPG 图片", "jpg", "jpeg"),
    PNG("image/png", "PNG 图片", "png"),
    GIF("image/gif", "GIF 图片", "gif"),
    WEBP("image/webp", "WebP 图片", "webp"),
    BMP("image/bmp", "BMP 图片", "bmp"),
    ZIP("application/zip", "ZIP 压缩包", "zip"),
    MP3("audio/mpeg", "MP3 音频", "mp3"),
    M4A("audio/mp4", "M4A 音频", "m4a"),
    AMR("audio/amr", "AMR 录音", "amr"),
    WAV("audio/wav", "WAV 音频", "wav"),
    MP4("video/mp4", "MP4 视频", "mp4"),
    MOV("video/quicktime", "MOV 视频", "mov"),
    AVI("video/x-msvideo", "AVI 视频", "avi"),
    WMV("video/x-ms-wmv", "WMV 视频", "wmv"),
    WEBM("video/webm", "WebM 视频", "webm"),
    MKV("video/x-matroska", "MKV 视频", "mkv"),
    MPG("video/mpeg", "MPEG 视频", "mpg", "mpeg"),
    FLV("video/x-flv", "FLV 视频", "flv");

    final String mediaType;
    final String label;
    final List<String> endings;

    FileType(String mediaType, String label, String... endings) {
        this.mediaType = mediaType;
        this.label = label;
        this.endings = List.of(endings);
    }

    boolean isPicture() {
        return mediaType.startsWith("image/");
    }

    boolean isOoxml() {
        return this == DOCX || this == XLSX || this == PPTX;
    }

    boolean isText() {
        return this == TXT || this == CSV || this == VTT;
    }

    boolean endsLike(String name) {
        return endings.contains(endingOf(name));
    }

    /** The part after the last dot in lower case, empty where there is none. */
    static String endingOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
