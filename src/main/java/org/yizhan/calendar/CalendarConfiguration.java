package org.yizhan.calendar;

import java.time.Clock;
import java.time.ZoneId;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock(@Value("${yizhan.zone:Asia/Shanghai}") ZoneId zone) {
        return Clock.system(zone);
    }
}
