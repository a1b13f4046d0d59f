package org.yizhan.shared;

/** Where a unit stands in the tree, as the ids from the root: {@code /1/7/23/}. A unit's subtree is what begins with it. */
public record UnitPath(String value) {
    public UnitPath {
        if (!isPath(value)) {
            throw new IllegalArgumentException("not a unit path: " + value);
        }
    }

    /** {@code /(\d+/)+}, by hand: a list reads hundreds of them. */
    private static boolean isPath(String value) {
        int length = value.length();
        if (length < 3 || value.charAt(0) != '/' || value.charAt(length - 1) != '/') {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = value.charAt(i);
            boolean fits = c == '/' ? value.charAt(i - 1) != '/' : c >= '0' && c <= '9';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    public boolean contains(UnitPath other) {
        return other.value.startsWith(value);
    }

    /** Whether this is the one unit above all others: only it has no unit before it. */
    public boolean isRoot() {
        return value.indexOf('/', 1) == value.length() - 1;
    }

    public UnitId unit() {
        int from = value.lastIndexOf('/', value.length() - 2);
        return new UnitId(Long.parseLong(value.substring(from + 1, value.length() - 1)));
    }
}
