package org.yizhan.content;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Refusal;

/** A text about which other units were asked goes public when all of them have agreed to it as it is. */
@Component
class CoordinationGate implements PublicationGate {
    private final CoordinationRows rows;
    private final Editions editions;
    private final Directory directory;

    CoordinationGate(CoordinationRows rows, Editions editions, Directory directory) {
        this.rows = rows;
        this.editions = editions;
        this.directory = directory;
    }

    @Override
    public Optional<Refusal> refusal(Candidate candidate) {
        List<Coordination> asked = rows.of(candidate.documentId())
                .stream()
                .filter(one -> one.state() != Coordination.State.CALLED_OFF)
                .toList();
        return asked.isEmpty()
                ? Optional.empty()
                : editions.current(candidate.documentId())
                        .flatMap(edition -> asked.stream()
                                .filter(one -> !one.holdsFor(edition))
                                .findFirst()
                                .map(one -> new Refusal(name(one) + why(one))));
    }

    private String name(Coordination one) {
        return directory.unit(one.unit().unit()).map(Unit::shortName).orElse("被征求意见的单位");
    }

    private static String why(Coordination one) {
        return switch (one.state()) {
            case ASKED -> "还没有答复发布协调，不能发布。请等待答复，或说明理由后撤销协调。";
            case OBJECTED -> "对发布有不同意见：" + one.answer() + "。请协商一致后重新征求意见，或说明理由后撤销协调。";
            case AGREED, CALLED_OFF -> "同意的是改动以前的内容，现在的内容须重新征求意见。";
        };
    }
}
