package org.yizhan.portal.web;

import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yizhan.content.ReservedSlugs;

import static org.assertj.core.api.Assertions.assertThat;

/** A route whose first part is not reserved could be hidden by a site or column of that name, and would lose its cookies. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReservedRoutesTests {
    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void everyRouteBeginsWithAReservedWord() {
        Set<String> unreserved = new TreeSet<>();
        requestMappingHandlerMapping.getHandlerMethods()
                .keySet()
                .forEach(route -> route.getPatternValues()
                        .forEach(pattern -> {
                            String[] parts = pattern.split("/");
                            String first = parts.length < 2 ? "" : parts[1];
                            boolean open = first.isEmpty() || first.startsWith("{") || first.contains(".");
                            if (!open && !ReservedSlugs.contains(first)) {
                                unreserved.add(pattern);
                            }
                        }));
        assertThat(unreserved).isEmpty();
    }
}
