package org.yizhan.hotline.web;

import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.Limit;
import org.yizhan.hotline.HotlineSettings;

/** The settings as they are typed. */
public record SettingsForm(String home, String consult, String demand, String term, String tries, String rounds,
        String anonymous, String unreachable, String satisfied, String dispatch, String greeting, String version) {
    private static final String YES = "1";

    public SettingsForm {
        home = filled(home);
        consult = filled(consult);
        demand = filled(demand);
        term = filled(term);
        tries = filled(tries);
        rounds = filled(rounds);
        anonymous = filled(anonymous);
        unreachable = filled(unreachable);
        satisfied = filled(satisfied);
        dispatch = filled(dispatch);
        greeting = filled(greeting);
        version = filled(version);
    }

    private static String filled(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    static SettingsForm of(HotlineSettings now) {
        return new SettingsForm(now.home().value(), Integer.toString(now.consultShare()),
                Integer.toString(now.demandShare()), Limit.parse(now.callBackTerm()).map(Limit::words).orElse(""),
                Integer.toString(now.tries()),
                Integer.toString(now.rounds()), now.withoutAnonymous() ? YES : "", now.withoutUnreachable() ? YES : "",
                Integer.toString(now.satisfiedFrom()), now.agentsDispatch() ? YES : "", now.greeting(),
                Integer.toString(now.version()));
    }

    public boolean is(String flag) {
        return flag.equals(YES);
    }

    Optional<HotlineSettings> settings() {
        boolean numbers = Stream.of(consult, demand, tries, rounds, satisfied)
                .allMatch(one -> one.matches("[0-9]{1,4}"))
                && version.matches("[0-9]{1,9}");
        return numbers
                ? CallForm.path(home)
                        .map(path -> new HotlineSettings(path, Integer.parseInt(consult), Integer.parseInt(demand),
                                Limit.read(term).map(Limit::written).orElse(""),
                                Integer.parseInt(tries), Integer.parseInt(rounds), is(anonymous), is(unreachable),
                                Integer.parseInt(satisfied), is(dispatch), greeting, Integer.parseInt(version)))
                : Optional.empty();
    }
}
