package org.yizhan.evaluation;

import org.jspecify.annotations.Nullable;

/** Something that is wrong with the content of a site (内容问题), and which indicator asks for it. */
record Flaw(Indicator.Measure measure, long siteId, @Nullable Long columnId, String place, String href, String why,
        String mend) {
    Inspection.Finding finding() {
        return new Inspection.Finding(columnId, place, href, why, mend);
    }
}
