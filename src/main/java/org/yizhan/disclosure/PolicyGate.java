package org.yizhan.disclosure;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.content.DocumentCards;
import org.yizhan.content.PublicationGate;
import org.yizhan.shared.Refusal;

/**
 * What disclosure asks of a text before it goes public: a place in the catalogue, where its body has one; and, of a policy, its
 * interpretation, or a day and a person for it.
 */
@Component
class PolicyGate implements PublicationGate {
    static final String POLICY = "policy";

    private final EntryRows entries;
    private final Proposals proposals;
    private final Documents documents;
    private final DocumentCards cards;

    PolicyGate(EntryRows entries, Proposals proposals, Documents documents, DocumentCards cards) {
        this.entries = entries;
        this.proposals = proposals;
        this.documents = documents;
        this.cards = cards;
    }

    @Override
    public Optional<Refusal> refusal(Candidate candidate) {
        if (!candidate.disclosure()) {
            return Optional.empty();
        }
        Optional<Entry> entry = entries.find(candidate.documentId());
        Optional<Classification> proposal = cards.current(candidate.documentId()).map(proposals.sight()::of);
        Classification where = entry.map(Entry::where).or(() -> proposal).orElse(null);
        // A unit that is no body yet has no catalogue that anything could be missing from.
        if (where == null || where.body() == null) {
            return Optional.empty();
        }
        List<String> missing = where.missing();
        if (!missing.isEmpty()) {
            return Optional.of(new Refusal("进入公开目录还缺：" + String.join("、", missing)
                    + "。请打开这篇稿件的“目录分类”补齐后再发布。"));
        }
        boolean policy = entry.map(Entry::policy).orElse(POLICY.equals(candidate.model()));
        boolean owes = policy
                && !documents.isExplained(candidate.documentId())
                && documents.promise(candidate.documentId()).isEmpty();
        return Refusal.when(owes, "政策文件须与解读一同发布。请在“目录分类”里关联解读稿，或约定由谁在哪天前完成解读，再发布。");
    }
}
