package org.yizhan.hotline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.yizhan.search.Keywords;
import org.yizhan.search.Search;
import org.yizhan.search.SearchQuery;
import org.yizhan.search.SearchResults;

/** Finds what the county knows: for words that somebody asks with, and for a matter that is being told. */
@Component
public class KnowledgeSearch {
    private static final int MOST = 5;
    private static final int LONGEST_QUESTION = 20;
    private static final int MOST_WORDS = 6;
    private static final int FEWEST_WORDS = 2;

    private final Search search;
    private final Knowledge knowledge;

    KnowledgeSearch(Search search, Knowledge knowledge) {
        this.search = search;
        this.knowledge = knowledge;
    }

    /** @param staff whether what is not for the public is looked through too */
    public List<SearchResults.Hit> of(String typed, boolean staff) {
        for (String words : questions(typed.strip())) {
            var hits = new ArrayList<>(find(words, "public"));
            if (staff) {
                hits.addAll(find(words, Knowledge.STAFF));
            }
            if (!hits.isEmpty()) {
                return hits;
            }
        }
        return List.of();
    }

    /** Which of these may be told to a caller in writing: those that everybody may read. */
    public Set<Long> tellable(List<SearchResults.Hit> hits) {
        return knowledge.visible(hits.stream().map(SearchResults.Hit::id).toList(), "public");
    }

    /** What such an entry tells; empty for one that is for staff alone. */
    public Optional<String> told(long id) {
        return knowledge.inForce(id, false).map(Knowledge.Entry::body);
    }

    private List<SearchResults.Hit> find(String words, String audience) {
        return search.find(new SearchQuery(words, audience, null, null, null, null, null, SearchQuery.Order.RELEVANCE,
                null, MOST, null, Knowledge.KIND)).hits();
    }

    /** A few words as they stand; of a tale the words that tell most, then fewer of them. */
    private static List<String> questions(String typed) {
        var questions = new ArrayList<String>();
        if (typed.length() <= LONGEST_QUESTION && !typed.isEmpty()) {
            questions.add(typed);
        }
        List<String> words = Keywords.strongest(Keywords.of(typed), MOST_WORDS);
        for (int many = words.size(); many >= FEWEST_WORDS; many -= 2) {
            questions.add(String.join(" ", words.subList(0, many)));
        }
        return questions;
    }
}
