package org.yizhan.content;

import org.yizhan.shared.UnitPath;

/** What a site is called, and whose it is. */
public record SiteName(long id, String name, UnitPath unit) {}
