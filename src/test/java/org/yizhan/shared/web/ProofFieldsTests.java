package org.yizhan.shared.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProofFieldsTests {
    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");
    private static final Pattern PROOF = Pattern.compile("type=\"password\"|autocomplete=\"one-time-code\"");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");

    @Test
    void everyFieldThatAsksForAProofIsKeptOutOfPages() throws IOException {
        var proofs = new TreeSet<String>();
        try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                INPUT.matcher(Files.readString(template))
                        .results()
                        .map(input -> input.group())
                        .filter(input -> PROOF.matcher(input).find())
                        .flatMap(input -> NAME.matcher(input).results())
                        .forEach(name -> proofs.add(name.group(1)));
            }
        }
        assertThat(proofs).contains("password", "code").isSubsetOf(KeptForm.SECRET);
    }
}
