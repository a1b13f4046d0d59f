package org.yizhan.content;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

/**
 * What a column is set up with (栏目), and changed to.
 *
 * @param type as in the page tag ColumnType, for instance 政策文件
 * @param unit the unit that owns the column and keeps it up to date
 * @param duty what is to be published how often, in words
 * @param updateEveryDays the longest time without an update; null when nothing says
 * @param disclosure whether its items get an index number (索引号)
 * @param model which content model its texts have by default
 * @param chain the review steps in order; the secrecy review and the publication follow them always
 */
public record NewColumn(long siteId, @Nullable Long parentId, String slug, String name, String description,
        String keywords, String type, UnitPath unit, @Nullable PersonId responsible, String duty,
        @Nullable Integer updateEveryDays, boolean disclosure, boolean needsIssuingBody, int position,
        String model, List<ReviewStep> chain) {
    /** The content model of a column of which nothing else is said. */
    public static final String PLAIN = "news";

    public NewColumn {
        chain = List.copyOf(chain);
    }

    public NewColumn(long siteId, @Nullable Long parentId, String slug, String name, String description,
            String keywords,
            String type, UnitPath unit, @Nullable PersonId responsible, String duty, @Nullable Integer updateEveryDays,
            boolean disclosure, boolean needsIssuingBody, int position, List<ReviewStep> chain) {
        this(siteId, parentId, slug, name, description, keywords, type, unit, responsible, duty, updateEveryDays,
                disclosure, needsIssuingBody, position, PLAIN, chain);
    }
}
