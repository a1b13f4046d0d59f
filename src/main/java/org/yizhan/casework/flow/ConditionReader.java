package org.yizhan.casework.flow;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition and checks every name and type in it against the vocabulary. The grammar:
 *
 * <pre>
 *   any     = all { "or" all }
 *   all     = one { "and" one }
 *   one     = "not" one | "(" any ")" | flag | fact relation value | fact ["not"] "in" "(" value { "," value } ")"
 *           | fact "is" ["not"] "empty" | list "contains" text
 * </pre>
 */
final class ConditionReader {
    static final int MOST_CHARACTERS = 1000;
    static final int DEEPEST = 20;

    private static final Pattern WORD = Pattern.compile(
            "\\s*(?:(?<text>'[^']*'|\"[^\"]*\")|(?<number>-?\\d{1,15}(?:\\.\\d{1,6})?)(?![\\w.])|(?<name>[A-Za-z]\\w*)|(?<sign>==|!=|<=|>=|<|>|\\(|\\)|,))");

    private final Vocabulary vocabulary;
    private final List<Word> words;
    private int at;
    private int depth;

    private enum Kind {
        TEXT,
        NUMBER,
        NAME,
        SIGN,
        END
    }

    private record Word(Kind kind, String text) {}

    /** Words for the person who wrote the condition. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String text) {
            super(text);
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    private ConditionReader(Vocabulary vocabulary, List<Word> words) {
        this.vocabulary = vocabulary;
        this.words = words;
    }

    static Condition read(String typed, Vocabulary vocabulary) throws Wrong {
        if (typed.length() > MOST_CHARACTERS) {
            throw new Wrong("条件过长，最多" + MOST_CHARACTERS + "个字符");
        }
        if (typed.contains("${") || typed.contains("#{")) {
            throw new Wrong("条件不支持“${…}”一类的程序表达式，请改写为例如 action == 'approve'");
        }
        ConditionReader reader = new ConditionReader(vocabulary, words(typed));
        Condition condition = reader.any();
        if (reader.here().kind != Kind.END) {
            throw new Wrong("条件在“" + reader.here().text + "”处看不懂");
        }
        return condition;
    }

    private static List<Word> words(String typed) throws Wrong {
        List<Word> words = new ArrayList<>();
        String rest = typed.strip();
        Matcher matcher = WORD.matcher(rest);
        int from = 0;
        while (from < rest.length()) {
            if (!matcher.find(from) || matcher.start() != from) {
                throw new Wrong("条件在“" + shortened(rest.substring(from).strip()) + "”处看不懂");
            }
            String text = matcher.group("text");
            if (text != null) {
                words.add(new Word(Kind.TEXT, text.substring(1, text.length() - 1)));
            } else if (matcher.group("number") != null) {
                words.add(new Word(Kind.NUMBER, matcher.group("number")));
            } else if (matcher.group("name") != null) {
                words.add(new Word(Kind.NAME, matcher.group("name")));
            } else {
                words.add(new Word(Kind.SIGN, matcher.group("sign")));
            }
            from = matcher.end();
        }
        words.add(new Word(Kind.END, "结尾"));
        return words;
    }

    private Condition any() throws Wrong {
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (taken("or")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.Any(List.copyOf(parts));
    }

    private Condition all() throws Wrong {
        List<Condition> parts = new ArrayList<>(List.of(one()));
        while (taken("and")) {
            parts.add(one());
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.All(List.copyOf(parts));
    }

    private Condition one() throws Wrong {
        if (++depth > DEEPEST) {
            throw new Wrong("条件的括号和 not 最多" + DEEPEST + "层");
        }
        try {
            if (taken("not")) {
                return new Condition.Not(one());
            }
            if (taken("(")) {
                Condition inner = any();
                expect(")");
                return inner;
            }
            return comparison();
        } finally {
            depth--;
        }
    }

    private Condition comparison() throws Wrong {
        Word word = next();
        if (word.kind != Kind.NAME || Condition.RESERVED.contains(word.text)) {
            throw new Wrong("条件在“" + shortened(word.text) + "”处应当是判断项的名称");
        }
        Vocabulary.Fact fact = vocabulary
                .fact(word.text)
                .orElseThrow(() -> new Wrong("本类办件没有名为“" + shortened(word.text) + "”的判断项"));
        if (taken("is")) {
            boolean not = taken("not");
            expect("empty");
            return opposite(not, new Condition.Empty(fact.name()));
        }
        return switch (fact.type()) {
            case FLAG -> flag(fact);
            case TEXT -> text(fact);
            case NUMBER -> number(fact);
            case LIST -> {
                if (!taken("contains")) {
                    throw new Wrong(called(fact) + "是名单，只能用 contains 或 is empty 判断");
                }
                yield new Condition.Contains(fact.name(), value(fact));
            }
        };
    }

    private Condition flag(Vocabulary.Fact fact) throws Wrong {
        boolean same = taken("==");
        if (!same && !taken("!=")) {
            return new Condition.Flag(fact.name());
        }
        Word word = next();
        if (word.kind != Kind.NAME || !word.text.equals("true") && !word.text.equals("false")) {
            throw new Wrong(called(fact) + "只能与 true 或 false 比较");
        }
        Condition flag = new Condition.Flag(fact.name());
        // Not the opposite of the flag: what is not known is neither yes nor no.
        Condition known = word.text.equals("true")
                ? flag
                : new Condition.All(
                        List.of(new Condition.Not(flag), new Condition.Not(new Condition.Empty(fact.name()))));
        return opposite(!same, known);
    }

    private Condition text(Vocabulary.Fact fact) throws Wrong {
        if (taken("==")) {
            return new Condition.Text(fact.name(), Set.of(value(fact)));
        }
        if (taken("!=")) {
            return new Condition.Not(new Condition.Text(fact.name(), Set.of(value(fact))));
        }
        boolean not = taken("not");
        if (!taken("in")) {
            throw new Wrong(called(fact) + "是文字，只能用 ==、!=、in 或 is empty 判断");
        }
        expect("(");
        Set<String> among = new LinkedHashSet<>();
        do {
            among.add(value(fact));
        } while (taken(","));
        expect(")");
        return opposite(not, new Condition.Text(fact.name(), Set.copyOf(among)));
    }

    private Condition number(Vocabulary.Fact fact) throws Wrong {
        Word sign = next();
        if (sign.kind != Kind.SIGN || "(),".contains(sign.text)) {
            throw new Wrong(called(fact) + "是数，只能用 ==、!=、<、<=、>、>= 或 is empty 判断");
        }
        Word value = next();
        if (value.kind != Kind.NUMBER) {
            throw new Wrong(called(fact) + "只能与数比较，不能与“" + shortened(value.text) + "”比较");
        }
        boolean not = sign.text.equals("!=");
        Condition.Relation relation = not ? Condition.Relation.SAME : Condition.Relation.of(sign.text);
        return opposite(not, new Condition.Number(fact.name(), relation, new BigDecimal(value.text)));
    }

    private String value(Vocabulary.Fact fact) throws Wrong {
        Word word = next();
        if (word.kind != Kind.TEXT) {
            throw new Wrong(called(fact) + "只能与引号中的文字比较，不能与“" + shortened(word.text) + "”比较");
        }
        if (!fact.values().isEmpty() && !fact.values().containsKey(word.text)) {
            throw new Wrong(called(fact) + "没有“" + shortened(word.text) + "”这个值");
        }
        return word.text;
    }

    private static Condition opposite(boolean not, Condition condition) {
        return not ? new Condition.Not(condition) : condition;
    }

    private static String called(Vocabulary.Fact fact) {
        return "“" + fact.label() + "”";
    }

    private Word here() {
        return words.get(at);
    }

    private Word next() {
        Word word = here();
        if (word.kind != Kind.END) {
            at++;
        }
        return word;
    }

    private boolean taken(String text) {
        Word word = here();
        boolean meant = (word.kind == Kind.NAME || word.kind == Kind.SIGN) && word.text.equals(text);
        if (meant) {
            at++;
        }
        return meant;
    }

    private void expect(String text) throws Wrong {
        if (!taken(text)) {
            throw new Wrong("条件在“" + shortened(here().text) + "”处应当是“" + text + "”");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 30 ? text : text.substring(0, 30) + "…";
    }
}
