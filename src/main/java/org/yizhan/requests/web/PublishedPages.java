package org.yizhan.requests.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.requests.RequestPublication;
import org.yizhan.shared.web.Open;

/** What was asked for by somebody and is now open to everybody. */
@Controller("requestPublishedPages")
@Open
class PublishedPages {
    private final RequestPublication publication;
    private final Bodies bodies;

    PublishedPages(RequestPublication publication, Bodies bodies) {
        this.publication = publication;
        this.bodies = bodies;
    }

    @GetMapping({"/requests/answers", "/requests/answers/"})
    String list(@RequestParam(required = false) @Nullable String key, Model model) {
        model.addAttribute("page", publication.page(key));
        return "requests/answers";
    }

    @GetMapping("/requests/answers/{id:[0-9]{1,18}}")
    String one(@PathVariable long id, Model model) {
        RequestPublication.Published one = publication.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("one", one);
        model.addAttribute("body", bodies.find(one.body()).map(Body::name).orElse(""));
        return "requests/published";
    }
}
