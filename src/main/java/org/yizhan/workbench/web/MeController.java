package org.yizhan.workbench.web;

import java.util.List;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.yizhan.directory.Delegation;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Post;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.web.StaffOnly;

/** What the program knows of the person at the desk: posts, rights by role, for whom he stands in. */
@Controller
@StaffOnly
class MeController {
    private final Directory directory;

    MeController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/desk/me")
    String me(Actor actor, Model model) {
        var id = new PersonId(actor.ref().id());
        Person person = directory.person(id).orElseThrow();
        List<Post> posts = directory.posts(id);
        List<Delegation> standingIn = directory.standingInFor(id);
        model.addAttribute("person", person);
        model.addAttribute("posts", posts);
        model.addAttribute("standingIn", standingIn);
        return "workbench/me";
    }
}
