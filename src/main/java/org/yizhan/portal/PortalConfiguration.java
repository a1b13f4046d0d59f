package org.yizhan.portal;

import java.util.Set;
import java.util.concurrent.Executor;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ContentPermissions;
import org.yizhan.shared.web.MenuEntry;
import org.yizhan.shared.web.OpenPages;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PortalSettings.class)
class PortalConfiguration {
    /** Watch connections and accept new ones; requests have virtual threads. */
    private static final int SERVER_THREADS = 16;

    @Bean
    Views.GonePages gonePages() {
        return new Views.GonePages();
    }

    @Bean
    PageCache pageCache(PortalSettings settings, CountyClock clock, Views.GonePages gone) {
        return new PageCache((long) settings.cacheMegabytes() << 20, () -> clock.now().toEpochMilli(), gone::take);
    }

    @Bean
    MenuEntry greyMenu() {
        return new MenuEntry(MenuEntry.Group.SITES, 40, "灰色模式", "/desk/grey", Set.of(ContentPermissions.SITES));
    }

    /** Before everything: sign-in, sessions and the dispatcher are not asked for a page that can be kept. */
    @Bean
    FilterRegistrationBean<PageCacheFilter> pageCacheFilter(PageCache cache, PublicSites sites, OpenPages pages,
            GreyDays grey) {
        var registration = new FilterRegistrationBean<>(new PageCacheFilter(cache, sites::slugOfHost, pages,
                grey::nextChange));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.addUrlPatterns("/*");
        return registration;
    }

    /** The last to customize, so that the kept pages stand in front of all that others put around the program. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> keptPagesFirst(PageCache cache, PublicSites sites) {
        return factory -> {
            var threads = new QueuedThreadPool(SERVER_THREADS);
            threads.setName("server");
            Executor virtual = VirtualThreads.getNamedVirtualThreadsExecutor("request-");
            threads.setVirtualThreadsExecutor(virtual);
            factory.setThreadPool(threads);
            factory.addServerCustomizers(server -> server.addEventListener(new LifeCycle.Listener() {
                @Override
                public void lifeCycleStarting(LifeCycle starting) {
                    putInFront(server, new KeptPages(cache, sites::slugOfHost, sites::areAtHand, virtual));
                }
            }));
        };
    }

    private static void putInFront(Server server, KeptPages pages) {
        pages.setHandler(server.getHandler());
        server.setHandler(pages);
    }
}
