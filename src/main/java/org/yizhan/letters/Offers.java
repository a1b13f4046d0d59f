package org.yizhan.letters;

import java.util.LinkedHashSet;
import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.search.Keywords;
import org.yizhan.search.Search;
import org.yizhan.search.SearchQuery;
import org.yizhan.search.SearchResults;

/** Answered letters that are offered while somebody types the same question (相似问答). */
@Component
public class Offers {
    private static final String PUBLIC = "public";
    private static final int MOST = 3;
    private static final int MOST_WORDS = 6;
    private static final int PAIRED_WORDS = 4;
    private static final int FEWEST_WORDS = 2;

    private final Search search;

    Offers(Search search) {
        this.search = search;
    }

    /** The best first; none as long as the text says too little. The first question asked takes the most words. */
    public List<SearchResults.Hit> of(String typed) {
        for (SearchQuery query : queries(typed)) {
            SearchResults found = search.find(query);
            if (!found.hits().isEmpty()) {
                return found.hits();
            }
        }
        return List.of();
    }

    /**
     * The words that tell most, then fewer of them: a letter says more than its question. At last any two of the first few, because the
     * one that tells most is often the name of a place that no answer shares.
     */
    static List<SearchQuery> queries(String typed) {
        List<String> words = Keywords.strongest(Keywords.of(typed), MOST_WORDS);
        var asked = new LinkedHashSet<String>();
        for (int many = words.size(); many >= FEWEST_WORDS; many -= 2) {
            asked.add(String.join(" ", words.subList(0, many)));
        }
        int most = Math.min(words.size(), PAIRED_WORDS);
        for (int first = 0; first < most; first++) {
            for (int second = first + 1; second < most; second++) {
                asked.add(words.get(first) + " " + words.get(second));
            }
        }
        return asked.stream()
                .map(said -> new SearchQuery(said, PUBLIC, null, null, null, null, null, SearchQuery.Order.RELEVANCE,
                        null, MOST, null, PublishedLetters.KIND))
                .toList();
    }
}
