package org.yizhan.content;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One file of an import, with what is proposed for it.
 *
 * @param name with its folders, as it was handed over
 * @param damage passages that a conversion broke, one a line
 * @param duplicate why it may be there already, in words; null where nothing says so
 * @param documentId the draft that was made of it
 */
public record ImportFile(long id, int position, String name, State state, String reason, String encoding, String title,
        @Nullable String issuingBody, @Nullable String source, @Nullable LocalDate issuedOn,
        @Nullable String documentNumber,
        @Nullable Long columnId, Nature nature, List<String> hints, List<String> damage, int damageCount,
        boolean damageChecked,
        boolean wanted, @Nullable String duplicate, @Nullable Long documentId) {
    /** What became of the file. */
    public enum State {
        ARCHIVE("等待解压"),
        UNPACKED("已解压"),
        WAITING("等待读取"),
        READ("等待核对"),
        UNREADABLE("不能读取"),
        TAKING("等待导入"),
        TAKEN("已导入为草稿"),
        REFUSED("没有导入"),
        LEFT("没有选择");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public boolean isDamaged() {
        return damageCount > 0;
    }
}
