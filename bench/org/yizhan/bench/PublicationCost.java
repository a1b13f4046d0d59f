package org.yizhan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes, reviews and clears articles on the desk, so that nothing is left but to publish them; writes where each is. */
final class PublicationCost {
    private PublicationCost() {}

    /** Address of the program, password, file of the columns, how many, file for the addresses. */
    public static void main(String[] arguments) throws Exception {
        List<Publications.Shelf> shelves = Files.readAllLines(Path.of(arguments[2]))
                .stream()
                .map(Publications.Shelf::read)
                .toList();
        List<String> addresses = new Publications(arguments[0])
                .prepare(arguments[1], shelves, Integer.parseInt(arguments[3]))
                .stream()
                .map(article -> "/desk/articles/" + article.document())
                .toList();
        Files.write(Path.of(arguments[4]), addresses);
    }
}
