package org.yizhan.portal;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import org.yizhan.calendar.CountyClock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PortalSettings.class)
class PortalConfiguration {
    @Bean
    PageCache pageCache(PortalSettings settings, CountyClock clock) {
        return new PageCache((long) settings.cacheMegabytes() << 20, () -> clock.now().toEpochMilli());
    }

    /** Before everything: sign-in, sessions and the dispatcher are not asked for a kept page. */
    @Bean
    FilterRegistrationBean<PageCacheFilter> pageCacheFilter(PageCache cache, PublicSites sites) {
        var registration = new FilterRegistrationBean<>(new PageCacheFilter(cache, sites::slugOfHost));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.addUrlPatterns("/*");
        return registration;
    }
}
