package org.yizhan.supervision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.DeskGlance;

/** Tells whoever watches units, as soon as he signs in, how much is late and whose it is. */
@Component
class LateGlance implements DeskGlance {
    private static final int NAMED = 5;

    private final LateBoard board;

    LateGlance(LateBoard board) {
        this.board = board;
    }

    @Override
    public Optional<Seen> look(Actor actor) {
        if (!SupervisionRules.maySee(actor)) {
            return Optional.empty();
        }
        Map<Unit, Long> late = board.overdue(actor);
        long all = late.values().stream().mapToLong(Long::longValue).sum();
        return all == 0
                ? Optional.empty()
                : Optional.of(new Seen("超期未办结 " + all + " 件", where(late), "/desk/supervision/late"));
    }

    private static String where(Map<Unit, Long> late) {
        List<Map.Entry<Unit, Long>> worst = late.entrySet()
                .stream()
                .sorted(Map.Entry.<Unit, Long>comparingByValue()
                        .reversed()
                        .thenComparing(one -> one.getKey().path().value()))
                .toList();
        String named = worst.stream()
                .limit(NAMED)
                .map(one -> one.getKey().shortName() + " " + one.getValue() + " 件")
                .collect(Collectors.joining("，"));
        return worst.size() > NAMED ? named + "，另有 " + (worst.size() - NAMED) + " 个单位" : named;
    }
}
