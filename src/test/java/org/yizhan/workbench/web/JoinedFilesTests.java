package org.yizhan.workbench.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.yizhan.shared.web.Assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** What every public page needs comes as one file. */
class JoinedFilesTests {
    private final ResourceResolverChain chain = mock(ResourceResolverChain.class);

    @Test
    void theSheetOfPagesIsTheTwoOneAfterTheOther() throws IOException {
        Resource found = Objects
                .requireNonNull(new JoinedFiles().resolveResource(null, "pages.css", List.of(), chain));
        String whole = found.getContentAsString(StandardCharsets.UTF_8);
        assertThat(whole).startsWith(read("yizhan.css")).endsWith(read("public.css"));
        assertThat(found.getFilename()).isEqualTo("pages.css");
        assertThat(found.lastModified()).isZero();
        assertThat(Assets.at("/assets/pages.css")).matches("/assets/pages\\.css\\?v=[0-9a-f]{8}");
    }

    private static String read(String name) throws IOException {
        try (var in = Objects.requireNonNull(Assets.class.getResourceAsStream("/static/assets/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void otherFilesAreFoundAsBefore() {
        var file = new ByteArrayResource(new byte[0]);
        when(chain.resolveResource(null, "desk.css", List.of())).thenReturn(file);
        assertThat(new JoinedFiles().resolveResource(null, "desk.css", List.of(), chain)).isSameAs(file);
        assertThat(new JoinedFiles().resolveResource(null, "../pages.css", List.of(), chain)).isNull();
        assertThat(Assets.joined("/assets/yizhan.css")).isEmpty();
    }
}
