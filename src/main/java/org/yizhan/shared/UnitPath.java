package org.yizhan.shared;

/** Where a unit stands in the tree, as the ids from the root: {@code /1/7/23/}. A unit's subtree is what begins with it. */
public record UnitPath(String value) {
    public UnitPath {
        if (!value.matches("/(\\d+/)+")) {
            throw new IllegalArgumentException("not a unit path: " + value);
        }
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
