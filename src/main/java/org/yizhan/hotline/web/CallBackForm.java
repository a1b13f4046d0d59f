package org.yizhan.hotline.web;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.hotline.CallBacks;

/** What was said in a call-back, as it is typed; answers to the questions of the script by their id. */
public record CallBackForm(int seen, String responded, String solved, String satisfaction, String words,
        Map<Long, String> answers, boolean inVain) {
    static final CallBackForm EMPTY = new CallBackForm(0, "", "", "", "", Map.of(), false);

    public CallBackForm {
        answers = Map.copyOf(answers);
    }

    static CallBackForm of(Map<String, String> all) {
        var answers = new HashMap<Long, String>();
        all.forEach((name, value) -> {
            if (name.matches("q[0-9]{1,18}")) {
                answers.put(Long.valueOf(name.substring(1)), value);
            }
        });
        String version = all.getOrDefault("version", "");
        return new CallBackForm(version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : -1,
                all.getOrDefault("responded", ""), all.getOrDefault("solved", ""), all.getOrDefault("satisfaction", ""),
                all.getOrDefault("words", ""), answers, !all.getOrDefault("vain", "").isEmpty());
    }

    public String answer(long question) {
        return answers.getOrDefault(question, "");
    }

    CallBacks.Said said() {
        return new CallBacks.Said(yes(responded), yes(solved),
                satisfaction.matches("[0-9]") ? Integer.valueOf(satisfaction) : null, words, answers);
    }

    private static @Nullable Boolean yes(String typed) {
        return switch (typed) {
            case "yes" -> Boolean.TRUE;
            case "no" -> Boolean.FALSE;
            default -> null;
        };
    }
}
