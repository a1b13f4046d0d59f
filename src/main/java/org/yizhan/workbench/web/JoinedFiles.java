package org.yizhan.workbench.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.yizhan.shared.web.Assets;

/** Answers for style sheets that are put together from several. */
class JoinedFiles implements ResourceResolver {
    @Override
    public @Nullable Resource resolveResource(@Nullable HttpServletRequest request, String path,
            List<? extends Resource> locations, ResourceResolverChain chain) {
        return Assets.joined("/assets/" + path)
                .<Resource>map(bytes -> new Joined(path, bytes))
                .orElseGet(() -> chain.resolveResource(request, path, locations));
    }

    @Override
    public @Nullable String resolveUrlPath(String path, List<? extends Resource> locations,
            ResourceResolverChain chain) {
        return chain.resolveUrlPath(path, locations);
    }

    /** Its address changes with its bytes, so that no date is needed. */
    private static final class Joined extends ByteArrayResource {
        private final String name;

        Joined(String name, byte[] bytes) {
            super(bytes);
            this.name = name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public long lastModified() {
            return 0;
        }
    }
}
