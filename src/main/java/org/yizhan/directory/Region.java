package org.yizhan.directory;

/** A region (行政区划) on one of the five levels province, prefecture, county, township, village. */
public record Region(RegionCode code, String name) {}
