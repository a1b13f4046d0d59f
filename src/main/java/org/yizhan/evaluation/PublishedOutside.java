package org.yizhan.evaluation;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** What the portal publishes by itself, although inspections ask for a column of that name (栏目之外公开的内容). */
public interface PublishedOutside {
    /** What a column for it would be called. */
    Set<String> names();

    /** The day on which something of it was last published. */
    Optional<LocalDate> last();
}
