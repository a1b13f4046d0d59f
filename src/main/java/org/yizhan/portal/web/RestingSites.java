package org.yizhan.portal.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.SiteFacts;
import org.yizhan.content.SiteView;
import org.yizhan.files.FileId;
import org.yizhan.portal.PublicSites;

/**
 * Every page of a site that rests (临时关停) says so, with the status of a service that is away for a while, so that search engines
 * keep the addresses. Asked for each page that is made; the cache is emptied when a rest begins.
 */
@Configuration(proxyBeanMethods = false)
@ControllerAdvice
class RestingSites implements WebMvcConfigurer, HandlerInterceptor {
    private final PublicSites sites;
    private final PublishedContent content;
    private final CountyClock clock;
    private final PublicFrameAdvice looks;

    RestingSites(PublicSites sites, PublishedContent content, CountyClock clock, PublicFrameAdvice looks) {
        this.looks = looks;
        this.content = content;
        this.sites = sites;
        this.clock = clock;
    }

    /** The site that was asked for rests today. */
    static final class Resting extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient SiteView site;

        Resting(SiteView site) {
            super(site.name() + " rests", null, false, false);
            this.site = site;
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .excludePathPatterns("/desk/**", "/api/**", "/assets/**", "/files/**", "/feeds/**", "/views/**",
                        "/qr/**",
                        "/preview/**", "/member/**", "/actuator/**", "/error");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        SiteView site = sites.now().siteAt(request.getRequestURI(), request.getServerName().toLowerCase(Locale.ROOT));
        turnAway(site);
        return true;
    }

    /** For what does not lie below the address of its site. */
    void turnAway(SiteView site) {
        if (site.facts().rests(clock.today())) {
            throw new Resting(site);
        }
    }

    /** A file is away when every site that shows it rests; while none does, that costs nothing. */
    void turnAway(FileId file) {
        PublicSites.Snapshot now = sites.now();
        LocalDate today = clock.today();
        if (now.portal().facts().rests(today) || now.units().stream().anyMatch(unit -> unit.facts().rests(today))) {
            List<SiteView> showing = content.sitesShowing(file)
                    .stream()
                    .flatMap(id -> now.byId(id).stream())
                    .toList();
            if (!showing.isEmpty() && showing.stream().allMatch(site -> site.facts().rests(today))) {
                throw new Resting(showing.getFirst());
            }
        }
    }

    @ExceptionHandler
    ModelAndView page(Resting resting, HttpServletRequest request, HttpServletResponse response) {
        SiteFacts.Shutdown rest = Objects.requireNonNull(resting.site.facts().shutdown());
        LocalDate back = rest.until().plusDays(1);
        response.setHeader("Retry-After", java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME
                .format(back.atStartOfDay(clock.zone()).withZoneSameInstant(java.time.ZoneOffset.UTC)));
        response.setHeader("Cache-Control", "no-store");
        var page = new ModelAndView("portal/resting");
        page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
        page.addObject("site", sites.frameOf(resting.site));
        page.addObject("mode", looks.mode(request.getRequestURI(), request.getQueryString(), resting.site.id()));
        page.addObject("reason", rest.reason());
        page.addObject("from", Times.words(rest.from()));
        page.addObject("back", Times.words(back));
        return page;
    }
}
