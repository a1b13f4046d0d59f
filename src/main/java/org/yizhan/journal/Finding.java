package org.yizhan.journal;

/**
 * One thing that is wrong with the journal (校验发现).
 *
 * @param words what and which row, for a person
 */
public record Finding(Kind kind, String words) {
    public enum Kind {
        CHANGED("被改动"), DELETED("被删除"), INSERTED("外来"), REWRITTEN("链被重写"), UNKNOWN_KEY("密钥不符");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
