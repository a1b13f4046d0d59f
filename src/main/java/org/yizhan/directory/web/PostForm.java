package org.yizhan.directory.web;

import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yizhan.directory.Post;
import org.yizhan.directory.Role;

/**
 * A post as typed.
 *
 * @param scope name of the unit over whose subtree the roles hold; blank: the unit of the post
 */
public record PostForm(String unit, String title, String scope, Set<String> roles) {
    public PostForm(@Nullable String unit, @Nullable String title, @Nullable String scope,
            @Nullable Set<String> roles) {
        this.unit = UnitForm.text(unit);
        this.title = UnitForm.text(title);
        this.scope = UnitForm.text(scope);
        this.roles = roles == null ? Set.of() : Set.copyOf(roles);
    }

    static PostForm of(Post post) {
        return new PostForm(post.unitName(), post.title(), post.scope().equals(post.unit()) ? "" : post.scopeName(),
                post.roles().stream().map(Role::code).collect(Collectors.toSet()));
    }
}
