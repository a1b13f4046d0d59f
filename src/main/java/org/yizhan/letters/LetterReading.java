package org.yizhan.letters;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseFace;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseLabels;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Replies;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.masking.Masking;
import org.yizhan.shared.UnitPath;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Reads a letter for those who work on it: what it says, which way else it may go, which letters read alike, for which unit it
 * probably is, and what is wrong with an answer.
 */
@Component
class LetterReading {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final int NAMED = 5;
    private static final int EARLIER = 10;
    private static final int MOST_KEPT = 1_000_000;

    private final LetterRows rows;
    private final PublishedLetters published;
    private final Mailboxes mailboxes;
    private final SubjectTree subjects;
    private final Towns towns;
    private final UnitSuggestion suggestion;
    private final Duplicates duplicates;
    private final RuleWordRows words;
    private final RuleWords rules;
    private final ReplyStrictness strictness;
    private final CaseReading cases;
    private final Directory directory;
    private final CountyClock clock;

    /** An answer is looked over as it is typed, drafted, shown to whoever approves it and approved: the same words for a while. */
    private final Cache<Looked, List<ReplyFinding>> found = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((Looked at, List<ReplyFinding> _) -> at.question().length() + at.answer().length())
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    LetterReading(LetterRows rows, PublishedLetters published, Mailboxes mailboxes, SubjectTree subjects, Towns towns,
            UnitSuggestion suggestion,
            Duplicates duplicates, RuleWordRows words, RuleWords rules, ReplyStrictness strictness, CaseReading cases,
            Directory directory,
            CountyClock clock) {
        this.rows = rows;
        this.published = published;
        this.mailboxes = mailboxes;
        this.subjects = subjects;
        this.towns = towns;
        this.suggestion = suggestion;
        this.duplicates = duplicates;
        this.words = words;
        this.rules = rules;
        this.strictness = strictness;
        this.cases = cases;
        this.directory = directory;
        this.clock = clock;
    }

    CaseLabels labels() {
        var classes = new LinkedHashMap<String, String>();
        Stream.of(LetterClass.values()).forEach(one -> classes.put(one.code(), one.label()));
        var channels = new LinkedHashMap<String, String>();
        Stream.of(LetterChannel.values()).forEach(one -> channels.put(one.code(), one.label()));
        return new CaseLabels(classes, subjects.names(), towns.all(), channels);
    }

    CaseFace face(CaseView view) {
        Optional<Letter> found = rows.find(view.id());
        if (found.isEmpty()) {
            return CaseFace.NONE;
        }
        Letter letter = found.get();
        var lines = new ArrayList<CaseFace.Line>();
        mailboxes.find(letter.mailbox()).ifPresent(box -> lines.add(new CaseFace.Line("信箱", box.name())));
        add(lines, "地点", letter.place());
        lines.add(new CaseFace.Line("公开意愿", letter.wantsPublic() ? "同意公开" : "不公开"));
        UnitPath reported = letter.reportedUnit();
        if (reported != null) {
            add(lines, "被举报单位", directory.unit(reported.unit()).map(Unit::name).orElse(""));
        }
        above(lines, letter.above());
        if (view.state().isOpen()) {
            add(lines, "内容相近的来信", many(view));
        }
        var passages = new ArrayList<CaseFace.Passage>();
        passages.add(new CaseFace.Passage("来信内容", letter.text()));
        if (view.state().isOpen() && view.lead() == null) {
            ways(letter.text()).ifPresent(text -> passages.add(new CaseFace.Passage("受理前请核对", text)));
        }
        return new CaseFace(lines, passages);
    }

    private static void add(List<CaseFace.Line> lines, String label, String value) {
        if (!value.isBlank()) {
            lines.add(new CaseFace.Line(label, value));
        }
    }

    private void above(List<CaseFace.Line> lines, Letter.@Nullable Above above) {
        if (above == null) {
            return;
        }
        lines.add(new CaseFace.Line("转办机关", above.body()));
        add(lines, "转办编号", above.number());
        if (above.due() != null) {
            lines.add(new CaseFace.Line("要求反馈", DAY.format(above.due()) + "前"));
        }
        if (above.reportedBackAt() != null) {
            lines.add(new CaseFace.Line("已反馈", DAY.format(clock.local(above.reportedBackAt()))));
        }
    }

    private String many(CaseView view) {
        long others = duplicates.bundleOf(view.id().value()).map(duplicates::sizeOf).orElse(1L) - 1;
        return others > NAMED ? others + " 件" : "";
    }

    List<CaseId> alike(CaseView view, long after, int most) {
        return duplicates.bundleOf(view.id().value())
                .map(bundle -> duplicates.lettersOf(bundle, after, most + 1))
                .orElse(List.of())
                .stream()
                .filter(id -> id != view.id().value())
                .limit(most)
                .map(CaseId::new)
                .toList();
    }

    private Optional<String> ways(String text) {
        Map<org.yizhan.letters.Ground.Code, org.yizhan.letters.Ground> grounds = rules.grounds()
                .stream()
                .collect(Collectors.toMap(org.yizhan.letters.Ground::code, ground -> ground));
        String all = PetitionSigns.look(text, words.inUse(RuleList.SIGN))
                .stream()
                .filter(proposal -> grounds.containsKey(proposal.ground()))
                .map(proposal -> {
                    var ground = Objects.requireNonNull(grounds.get(proposal.ground()));
                    String seen = proposal.signs()
                            .stream()
                            .map(sign -> "“" + sign.word().word() + "”")
                            .distinct()
                            .collect(Collectors.joining("、"));
                    return "可能是" + ground.name() + "：" + ground.way() + "（" + ground.basis() + "）"
                            + (seen.isEmpty() ? "" : "。来信中提到" + seen);
                })
                .collect(Collectors.joining("\n"));
        return Optional.of(all).filter(text1 -> !text1.isEmpty());
    }

    List<CaseFace.Line> writer(CaseView view) {
        Writer writer = rows.writer(view.id());
        var lines = new ArrayList<CaseFace.Line>();
        add(lines, "姓名", writer.name());
        add(lines, "电话", writer.phone());
        add(lines, "电子邮箱", writer.email());
        add(lines, "联系地址", writer.address());
        return List.copyOf(lines);
    }

    List<CaseKind.Suggestion> suggestUnits(CaseView view) {
        return suggestUnits(text(view), "来信中提到");
    }

    /** @param said what stands before the words that spoke for it */
    List<CaseKind.Suggestion> suggestUnits(String text, String said) {
        return suggestion.units(text)
                .stream()
                .map(one -> new CaseKind.Suggestion(one.what().path(), said + String.join("、", one.words())))
                .toList();
    }

    Optional<String> suggestSubject(CaseView view) {
        return suggestSubject(text(view));
    }

    Optional<String> suggestSubject(String text) {
        return suggestion.subjects(text).stream().findFirst().map(one -> Long.toString(one.what().id()));
    }

    /** Empty for a code that is no subject's. */
    Optional<Subject> subject(String code) {
        return code.matches("\\d{1,18}") ? subjects.find(Long.parseLong(code)) : Optional.empty();
    }

    List<CaseKind.ReplyFinding> check(CaseView view, String answer) {
        String given = view.reopenings() > 0 ? answer(view.id()).map(Replies.Reply::text).orElse("") : "";
        return rows.signed(view.id())
                .map(found -> check(view, text(view, found.letter()), found.sender().writer().name(), answer, given))
                .orElse(List.of());
    }

    /** @param name empty when nobody is known */
    List<CaseKind.ReplyFinding> check(CaseView view, String question, String name, String answer) {
        return check(view, question, name, answer, "");
    }

    /** @param given what was answered last, when it is handled anew; empty otherwise */
    private List<CaseKind.ReplyFinding> check(CaseView view, String question, String name, String answer,
            String given) {
        var looked = new Looked(question, name, answer, given, view.lead(), directory.units(),
                words.inUse(RuleList.STOCK_PHRASE), clock.today());
        var seen = new LinkedHashSet<CaseKind.ReplyFinding>();
        strictness.weigh(found.get(looked, this::look))
                .forEach(finding -> seen.add(new CaseKind.ReplyFinding(finding.rule().name(),
                        finding.degree() == ReplyFinding.Degree.BLOCK,
                        finding.rule().label() + "：" + finding.advice())));
        return List.copyOf(seen);
    }

    /** All that the findings follow from, but for how strict the county is. */
    private record Looked(String question, String name, String answer, String given, @Nullable UnitPath lead,
            List<Unit> units,
            List<RuleWord> phrases, LocalDate day) {}

    private List<ReplyFinding> look(Looked at) {
        UnitPath lead = at.lead();
        Collection<String> speaker = lead == null
                ? List.of()
                : directory.unit(lead.unit()).map(LetterReading::names).orElse(List.of());
        List<String> others = at.units()
                .stream()
                .filter(unit -> !unit.path().equals(lead))
                .flatMap(unit -> names(unit).stream())
                .filter(one -> !speaker.contains(one))
                .toList();
        List<String> phrases = at.phrases().stream().map(RuleWord::word).toList();
        return ReplyCheck.look(new Reply(at.question(), at.answer(), List.copyOf(speaker), others,
                at.name().isEmpty() ? Set.of() : Set.of(at.name()), Set.of(), phrases, earlier(lead), at.day())
                .againAfter(at.given()));
    }

    /** What the public read last of what this unit answers. */
    private List<Reply.Earlier> earlier(@Nullable UnitPath unit) {
        return unit == null
                ? List.of()
                : published.list(new PublishedLetters.Narrowed(null, unit.unit().value(), "", ""), null, EARLIER)
                        .items()
                        .stream()
                        .map(one -> new Reply.Earlier(one.title(), one.title() + "\n" + one.question(), one.answer()))
                        .toList();
    }

    private static List<String> names(Unit unit) {
        return Stream.of(unit.name(), unit.shortName()).filter(name -> !name.isBlank()).distinct().toList();
    }

    /** Title and text. */
    String text(CaseView view) {
        return rows.find(view.id()).map(letter -> text(view, letter)).orElse(view.title());
    }

    private static String text(CaseView view, Letter letter) {
        return view.title() + "\n" + letter.text();
    }

    /** What of question and answer is hidden from the public, as far as a program can tell. */
    Masking.Known known(CaseView view) {
        Writer writer = rows.writer(view.id());
        Set<String> names = writer.name().isEmpty() ? Set.of() : Set.of(writer.name());
        Set<String> numbers = writer.phone().isEmpty() ? Set.of() : Set.of(writer.phone());
        return new Masking.Known(view.clazz().equals(LetterClass.REPORT.code()), names, numbers, Set.of(), Set.of());
    }

    /** The answer that left last; empty when none has. */
    Optional<Replies.Reply> answer(CaseId id) {
        List<Replies.Reply> sent = cases.sent(id);
        return sent.isEmpty() ? Optional.empty() : Optional.of(sent.getLast());
    }
}
