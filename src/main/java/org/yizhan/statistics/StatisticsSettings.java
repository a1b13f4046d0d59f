package org.yizhan.statistics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param bulletinDay from this day of the month on, the bulletins about the last month or quarter are drawn up */
@ConfigurationProperties("yizhan.statistics")
record StatisticsSettings(@DefaultValue("3") int bulletinDay) {}
