package org.yizhan.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;

import org.yizhan.search.SearchDocument;

import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what is to be found, as rows for {@code copy search.document from stdin}, for the articles whose
 * {@code id, site id, site, column id, column, published, address} come in; and the addresses that ask for it.
 */
public final class SearchDocuments {
    private SearchDocuments() {}

    /** Arguments: where to write the addresses, and how many. */
    public static void main(String[] arguments) throws IOException {
        var json = JsonMapper.builder().build();
        var text = new CountyText(1);
        int articles = 0;
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                var out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] row = line.split("\\|");
                int topic = text.topic();
                articles++;
                var document = new SearchDocument("article", Long.parseLong(row[0]), "public", text.title(topic),
                        text.body(topic), "", Long.parseLong(row[1]), row[2], Long.parseLong(row[3]), row[4], row[2],
                        text.number(articles), Instant.parse(row[5]), row[6]);
                out.write("article\t" + row[0] + "\t" + json.writeValueAsString(document).replace("\\", "\\\\") + "\n");
            }
        }
        Files.write(Path.of(arguments[0]), addresses(new CountyText(2), articles, Integer.parseInt(arguments[1])));
    }

    /** A quarter by date, a tenth narrowed to a year. */
    private static Iterable<String> addresses(CountyText text, int articles, int questions) {
        var random = new Random(3);
        var addresses = new ArrayList<String>();
        for (int i = 0; i < questions; i++) {
            addresses.add("/search?q="
                    + URLEncoder.encode(text.question(articles), StandardCharsets.UTF_8)
                    + (random.nextInt(4) == 0 ? "&order=newest" : "")
                    + (random.nextInt(10) == 0 ? "&year=" + (2017 + random.nextInt(9)) : ""));
        }
        return addresses;
    }
}
