package org.yizhan.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseBatch;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Kinds;
import org.yizhan.directory.Directory;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** Several at once on one letter, one form sent twice, many letters of one sender. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "yizhan.demo=true")
class LetterFaultTests {
    private static final String ADDRESS = "203.0.113.7";

    @Autowired
    LetterDesk letters;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseBatch batch;

    @Autowired
    CaseReading cases;

    @Autowired
    Kinds kinds;

    @Autowired
    Directory directory;

    @Autowired
    JdbcClient sql;

    @Test
    void sameFormSentFromManyThreadsIsOneLetter() throws Exception {
        NewLetter form = letter("the-same-form-sent-twice", "消防栓没有水");
        List<LetterDesk.Receipt> receipts = atOnce(
                IntStream
                        .range(0, 6).<Callable<LetterDesk.Receipt>>mapToObj(i -> () -> submit(form, ADDRESS)).toList());
        assertThat(receipts).allMatch(LetterDesk.Receipt.Taken.class::isInstance);
        assertThat(receipts.stream().map(LetterFaultTests::view).map(CaseView::id).distinct()).hasSize(1);
        assertThat(receipts.stream().filter(one -> !((LetterDesk.Receipt.Taken) one).again())).hasSize(1);
        assertThat(count("select count(*) from casework.cases where title = '消防栓没有水'")).isEqualTo(1);
    }

    @Test
    void ofTwoOfficersAtOnceOneIsTooLateAndIsToldSo() throws Exception {
        CaseView view = view(submit(letter("two-officers-on-one-letter", "路口没有红绿灯"), ADDRESS));
        UnitPath roads = unit("交通局");
        UnitPath police = unit("公安局");
        List<CaseDesk.Result> results = atOnce(Stream.of(roads,
                police).<Callable<CaseDesk.Result>>map(unit -> () -> desk.act(officer(), view.id(),
                        new CaseAct.Dispatch(unit, List.of(), false, false, ""), view.version()))
                .toList());
        assertThat(results).filteredOn(CaseDesk.Result.Done.class::isInstance).hasSize(1);
        assertThat(results.stream().flatMap(one -> one.refusal().stream())).singleElement()
                .matches(refusal -> refusal.text().contains("现在是“办理中”") || refusal.text().contains("又有了新的情况"));
        assertThat(cases.events(view.id()).stream().filter(past -> past.event().type().equals("ASSIGNED"))).hasSize(1);
    }

    /** In the small what a flood is in the large: the bench sends ten thousand. */
    @Test
    void floodFromOneAddressStopsNobodyAndIsMergedInOneAct() throws Exception {
        CaseView first = view(submit(letter("flood-letter-the-first-0", "反对改建老码头"), ADDRESS));
        var forms = new ArrayList<Callable<LetterDesk.Receipt>>();
        IntStream.range(0, 60)
                .forEach(i -> forms.add(() -> submit(letter("flood-letter-number-" + i, "反对改建老码头"), ADDRESS)));
        forms.add(30, () -> submit(letter("somebody-elses-letter", "我家的水停了"), "203.0.113.99"));
        List<LetterDesk.Receipt> receipts = atOnce(forms);
        assertThat(view(receipts.get(30)).title()).isEqualTo("我家的水停了");
        List<CaseBatch.Item> flood = receipts.stream()
                .map(LetterFaultTests::view)
                .filter(view -> view.title().equals(first.title()))
                .map(view -> new CaseBatch.Item(view.id().value(), view.version()))
                .toList();
        assertThat(flood).hasSize(60);
        var merged = (CaseBatch.Result.Done) batch.act(officer(), kinds.of("letter"), flood,
                new CaseAct.Merge(first.id()));
        assertThat(merged.outcomes()).allMatch(CaseBatch.Outcome::done);
        assertThat(sql.sql("select count(*) from casework.tie where other_id = :first and nature = 'MERGED'")
                .param("first", first.id().value())
                .query(Integer.class)
                .single()).isEqualTo(60);
        assertThat(cases.find(view(receipts.get(30)).id()).orElseThrow().state().isOpen()).isTrue();
    }

    private LetterDesk.Receipt submit(NewLetter form, String address) {
        return letters.submit("yijian", form, ActorRef.VISITOR, address);
    }

    private static CaseView view(LetterDesk.Receipt receipt) {
        assertThat(receipt).isInstanceOf(LetterDesk.Receipt.Taken.class);
        return ((LetterDesk.Receipt.Taken) receipt).view();
    }

    private static NewLetter letter(String once, String title) {
        return new NewLetter(once, "suggest", title, "这件事请尽快处理一下。", "", "", "", null, null, false, false, null,
                new Writer("李某", "13909800999", "", ""), null, List.of(), null);
    }

    private Actor officer() {
        UnitPath county = directory.root().orElseThrow().path();
        return new Actor(ActorRef.staff(1), "信箱管理员", county, Set.of(new Grant(LetterPermissions.OFFICE, county),
                new Grant(LetterPermissions.SEE, county)));
    }

    private UnitPath unit(String name) {
        return directory.units()
                .stream()
                .filter(unit -> unit.shortName().equals(name))
                .findFirst()
                .orElseThrow()
                .path();
    }

    private int count(String question) {
        return sql.sql(question).query(Integer.class).single();
    }

    private static <T> List<T> atOnce(List<Callable<T>> all) throws Exception {
        var barrier = new CyclicBarrier(all.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = all.stream().map(one -> threads.submit(() -> {
                barrier.await();
                return one.call();
            })).toList();
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
