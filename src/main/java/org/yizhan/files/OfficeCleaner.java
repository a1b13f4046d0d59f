package org.yizhan.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Takes the names of author, last editor and company out of an OOXML document; everything else is copied as it is. */
final class OfficeCleaner {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final Map<String, String> EMPTY = Map.of(
            "docProps/core.xml",
            XML + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>",
            "docProps/app.xml",
            XML + "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>");

    private OfficeCleaner() {}

    /** Whether a clean copy was written. A signed document is left alone: any change would break the signature. */
    static boolean clean(Path file, Path into) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            if (EMPTY.keySet().stream().noneMatch(part -> zip.getEntry(part) != null)
                    || zip.getEntry("_xmlsignatures/origin.sigs") != null) {
                return false;
            }
            try (var out = new ZipArchiveOutputStream(into)) {
                var entries = zip.getEntriesInPhysicalOrder();
                while (entries.hasMoreElements()) {
                    ZipArchiveEntry entry = entries.nextElement();
                    String replacement = EMPTY.get(entry.getName());
                    if (replacement == null) {
                        out.addRawArchiveEntry(entry, zip.getRawInputStream(entry));
                    } else {
                        out.putArchiveEntry(new ZipArchiveEntry(entry.getName()));
                        out.write(replacement.getBytes(StandardCharsets.UTF_8));
                        out.closeArchiveEntry();
                    }
                }
            }
            return true;
        }
    }
}
