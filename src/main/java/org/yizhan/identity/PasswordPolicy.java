package org.yizhan.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import org.yizhan.shared.Refusal;

/** What a password must be like (口令策略), after the level-3 requirements of GB/T 22239-2019. */
final class PasswordPolicy {
    static final int LENGTH = 8;
    static final int LENGTH_OF_ADMINISTRATORS = 10;
    static final int LONGEST = 64;
    static final int REMEMBERED = 5;
    private static final int CLASSES = 3;
    private static final int SHORTEST_LIKENESS = 3;
    private static final int RUN = 4;
    private static final int SHORTEST_CORE = 5;
    private static final String ROWS = "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm 1qaz2wsx3edc4rfv 1q2w3e4r5t6y";

    /** Words that stand at the heart of guessed passwords; what is left without them must still be long enough. */
    private static final List<String> WEAK = List.of("password", "passwd", "admin", "root", "test", "user", "guest",
            "login",
            "welcome", "letmein", "monkey", "dragon", "master", "iloveyou", "sunshine", "princess", "football",
            "shadow",
            "superman", "michael", "woaini", "wodemima", "mima", "mimashi", "beijing", "zhongguo", "china", "guizhou",
            "zhengfu", "zhengwu", "gov", "yizhan", "yunling", "xianzhengfu", "aini", "love", "qwerty", "qwer", "asdf",
            "zxcv",
            "qaz", "wsx", "edc", "abc", "aaa", "111", "000", "123", "456", "789", "321", "654", "987", "520", "1314",
            "888",
            "666", "888888", "666666", "5201314", "147258", "159357", "2580", "112233", "121212", "654321");

    private PasswordPolicy() {}

    /**
     * Whose password it is to be.
     *
     * @param used whether a text is the present or one of the last passwords
     */
    record Owner(String account, String name, boolean administrator, Predicate<String> used) {}

    static Optional<Refusal> check(String password, Owner owner) {
        int least = owner.administrator() ? LENGTH_OF_ADMINISTRATORS : LENGTH;
        if (password.length() < least) {
            return refuse("密码至少 " + least + " 位，现在是 " + password.length() + " 位。");
        }
        if (password.length() > LONGEST) {
            return refuse("密码最长 " + LONGEST + " 位。");
        }
        if (classes(password) < CLASSES) {
            return refuse("密码要包含大写字母、小写字母、数字、符号中的至少三种。");
        }
        if (isLike(password, owner.account()) || isLike(password, owner.name())) {
            return refuse("密码不能包含账号或姓名，请换一个。");
        }
        if (isWeak(password)) {
            return refuse("这个密码太常见，容易被猜中，请换一个。可以用几个不相关的词加数字和符号。");
        }
        if (owner.used().test(password)) {
            return refuse("这个密码最近用过。新密码不能与最近 " + REMEMBERED + " 次相同，请换一个。");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }

    static int classes(String password) {
        int found = 0;
        found += password.chars().anyMatch(Character::isUpperCase) ? 1 : 0;
        found += password.chars().anyMatch(Character::isLowerCase) ? 1 : 0;
        found += password.chars().anyMatch(Character::isDigit) ? 1 : 0;
        found += password.chars().anyMatch(c -> !Character.isLetterOrDigit(c)) ? 1 : 0;
        return found;
    }

    private static boolean isLike(String password, String other) {
        if (other.length() < SHORTEST_LIKENESS && other.chars().allMatch(c -> c < 128)) {
            return false;
        }
        String low = plain(password);
        String given = plain(other);
        return !given.isEmpty() && (low.contains(given) || low.contains(new StringBuilder(given).reverse()));
    }

    /** Letters as people disguise them are turned back: p@ssw0rd is password. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('@', 'a')
                .replace('$', 's')
                .replace('!', 'i')
                .replace('0', 'o')
                .replace('3', 'e')
                .replace('5', 's');
    }

    /** Without weak words, years, runs of the keyboard and repeated characters, too few characters are left. */
    private static boolean isWeak(String password) {
        int asTyped = core(password.toLowerCase(Locale.ROOT));
        int plainly = core(plain(password));
        return Math.min(asTyped, plainly) < SHORTEST_CORE;
    }

    private static int core(String text) {
        String rest = text;
        for (String word : WEAK.stream().sorted((a, b) -> b.length() - a.length()).toList()) {
            rest = rest.replace(word, "");
        }
        rest = withoutRuns(rest.replaceAll("(19|20)\\d\\d", "")).replaceAll("(.)\\1+", "$1")
                .replaceAll("[^a-z0-9]", "");
        return rest.length();
    }

    private static String withoutRuns(String text) {
        String rest = text;
        for (int from = 0; from + RUN <= rest.length();) {
            String run = rest.substring(from, from + RUN);
            String back = new StringBuilder(run).reverse().toString();
            if (ROWS.contains(run) || ROWS.contains(back)) {
                rest = rest.substring(0, from) + rest.substring(from + RUN);
            } else {
                from++;
            }
        }
        return rest;
    }
}
