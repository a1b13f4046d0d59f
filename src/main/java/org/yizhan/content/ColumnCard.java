package org.yizhan.content;

import org.yizhan.shared.UnitPath;

/**
 * What another module needs to know to let somebody choose a column (栏目卡片).
 *
 * @param name with the columns it hangs below in front, as people find it
 * @param unit the unit that owns it
 * @param disclosure whether it belongs to the disclosure catalogue
 */
public record ColumnCard(long id, long siteId, String siteName, String name, UnitPath unit, boolean disclosure,
        boolean open) {}
