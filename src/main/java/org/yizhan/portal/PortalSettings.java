package org.yizhan.portal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param cacheMegabytes memory for finished pages */
@ConfigurationProperties("yizhan.portal")
record PortalSettings(@DefaultValue("64") int cacheMegabytes) {}
