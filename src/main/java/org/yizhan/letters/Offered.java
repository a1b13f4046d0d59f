package org.yizhan.letters;

import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.search.Search;
import org.yizhan.search.SearchQuery;
import org.yizhan.search.SearchResults;

/** Published answers that may already say what somebody is about to ask (相似答复). */
@Component
public class Offered {
    private static final int MOST = 3;
    private static final int LONGEST = 60;

    private final Search search;

    Offered(Search search) {
        this.search = search;
    }

    /** @param text as far as it is typed; may be empty */
    public List<SearchResults.Hit> to(String title, String text) {
        String words = title.isBlank() ? text : title;
        String asked = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
        return asked.isBlank()
                ? List.of()
                : search.find(new SearchQuery(asked, "public", null, null, null, null, null,
                        SearchQuery.Order.RELEVANCE, null, MOST, null, PublishedLetters.KIND)).hits();
    }
}
