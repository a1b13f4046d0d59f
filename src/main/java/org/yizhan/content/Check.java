package org.yizhan.content;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.yizhan.content.Finding.Weight;
import org.yizhan.content.proofreading.Sought;
import org.yizhan.shared.PlainText;

/** Looks for one kind of mistake in a text before it is handed in; works without any outer service. */
interface Check {
    /** At most this many findings of one check are shown; more would hide the others. */
    int MOST = 10;

    int IDENTITY_DIGITS = 17;
    int MOBILE_DIGITS = 11;

    String code();

    List<Finding> look(Edition edition, List<Passage> passages);

    /** The same for a text of which nothing else is asked. */
    default List<Finding> look(Edition edition) {
        return look(edition, passages(edition));
    }

    Check REQUIRED = named("required", (edition, passages) -> {
        var missing = new ArrayList<Finding>();
        if (edition.nature() == null) {
            missing.add(forbidden("required", "公开属性", "请选择公开属性（主动公开、依申请公开或不予公开）。"));
        } else if (edition.nature() != Nature.VOLUNTARY && edition.ground().isBlank()) {
            missing.add(forbidden("required", "公开属性", "“" + edition.nature().label() + "”须写明法律依据。"));
        }
        if (edition.source().isBlank()) {
            missing.add(forbidden("required", "来源", "请填写来源，例如“云岭县水利局”。"));
        }
        if (edition.bodyText().isBlank() && edition.files().isEmpty() && edition.elements().isEmpty()) {
            missing.add(forbidden("required", "正文", "正文是空的，请填写正文或添加附件。"));
        }
        if (edition.needsIssuingBody() && (edition.issuingBody() == null || edition.issuingBody().isBlank())) {
            missing.add(forbidden("required", "发文机关", "“" + edition.columnName() + "”栏目的文件须填写发文机关。"));
        }
        return missing;
    });

    Check TITLE = named("title", (edition, passages) -> {
        var findings = new ArrayList<Finding>();
        int length = PlainText.length(edition.title());
        if (length > TextReader.LONGEST_TITLE) {
            findings.add(forbidden("title", "标题", "标题最多" + TextReader.LONGEST_TITLE + "个字。"));
        } else if (length > 60) {
            findings.add(new Finding("title", Weight.SUGGESTION, "标题", edition.title(),
                    "标题有" + length + "个字，列表里可能显示不全，建议缩短到60个字以内。"));
        }
        if (edition.title().matches(".*[。，；、]$")) {
            findings.add(new Finding("title", Weight.SUGGESTION, "标题", edition.title(), "标题末尾一般不用标点。"));
        }
        return findings;
    });

    /** 涉密信息不上网: a declared secrecy grade never enters, whoever asks. */
    Check SECRECY_MARK = named("secrecy-mark", (edition, passages) -> {
        return everywhere(passages, Patterns.SECRECY, "secrecy-mark", Weight.FORBIDDEN,
                "这里标有密级。涉密信息不得上网，也不得存入本系统，请立即删除，并按保密规定用纸质方式办理。");
    });

    Check IDENTITY_NUMBER = named("identity-number", (edition, passages) -> {
        var findings = new ArrayList<Finding>();
        for (Passage text : passages) {
            if (!text.hasDigits(IDENTITY_DIGITS)) {
                continue;
            }
            Matcher number = Patterns.IDENTITY.matcher(text.words());
            while (number.find() && findings.size() < MOST) {
                if (checkDigitFits(number.group())) {
                    String hidden = number.group().substring(0, 6) + "********" + number.group().substring(14);
                    findings.add(new Finding("identity-number", Weight.BLOCK, text.place(), hidden,
                            "这里有居民身份证号码，属于个人隐私。请删去，或只留前六位和后四位。"));
                }
            }
        }
        return findings;
    });

    Check MOBILE_NUMBER = named("mobile-number",
            (edition, passages) -> everywhere(
                    passages.stream().filter(text -> text.hasDigits(MOBILE_DIGITS)).toList(), Patterns.MOBILE,
                    "mobile-number", Weight.SUGGESTION, "这里有手机号码。不是对外公布的工作电话的，请删去。"));

    Check PICTURE_TEXT = named("picture-text", (edition, passages) -> {
        if (!edition.bodyHtml().contains("<img")) {
            return List.of();
        }
        long without = Jsoup.parseBodyFragment(edition.bodyHtml())
                .select("img")
                .stream()
                .filter(picture -> picture.attr("alt").isBlank()
                        || picture.attr("alt").matches("(?i).*\\.(jpe?g|png|gif|webp)"))
                .count();
        return without == 0
                ? List.of()
                : List.of(new Finding("picture-text", Weight.SUGGESTION, "正文", "", "有" + without
                        + "张图片没有文字说明，看不见的读者不知道图上是什么。请为图片填写说明。"));
    });

    Check FILM_ATTACHED = named("film-attached", (edition, passages) -> edition.files()
            .stream()
            .filter(file -> file.role() == EditionFile.Role.ATTACHMENT && file.mediaType().startsWith("video/"))
            .limit(MOST)
            .map(file -> new Finding("film-attached", Weight.SUGGESTION, "附件", file.name(),
                    "这是视频，放在附件里读者只能下载，不能在网页上播放。请修改稿件：内容类型换成“视频”，在“视频文件”里上传，再从附件里去掉。"))
            .toList());

    /** What was left open when the text was copied from a form. */
    Check PLACEHOLDER = named("placeholder", (edition, passages) -> {
        var findings = new ArrayList<Finding>();
        findings.addAll(everywhere(passages,
                Patterns.OPEN_YEAR,
                "placeholder", Weight.BLOCK, "年份没有填写完整，请核对。"));
        findings.addAll(everywhere(passages,
                Patterns.OPEN_PLACE,
                "placeholder", Weight.BLOCK, "有待填写的占位符，请核对。"));
        findings.addAll(everywhere(passages, Patterns.STILL_TO_FILL, "placeholder",
                Weight.SUGGESTION, "有待填写的内容，请核对。"));
        return findings;
    });

    /** What a wrong conversion between GBK, Big5 and UTF-8 leaves behind. */
    Check DAMAGED_TEXT = named("damaged-text", (edition, passages) -> {
        var findings = new LinkedHashSet<Finding>();
        for (Passage text : passages) {
            for (Pattern pattern : DamagedText.patterns(text.words())) {
                hits(text, pattern.matcher(text.words()), "damaged-text", Weight.BLOCK, "这里的文字可能在转换编码时损坏了，请对照原件改正。",
                        findings);
            }
        }
        return List.copyOf(findings);
    });

    List<Check> ALL = List.of(REQUIRED, TITLE, SECRECY_MARK, IDENTITY_NUMBER, MOBILE_NUMBER, PICTURE_TEXT,
            FILM_ATTACHED, PLACEHOLDER, DAMAGED_TEXT);

    /** A stretch of text and what it is called on the form. */
    record Passage(String place, String words) {
        /** Whether so many digits in a row stand in it, without which a longer number cannot. */
        boolean hasDigits(int many) {
            int run = 0;
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                run = c >= '0' && c <= '9' ? run + 1 : 0;
                if (run >= many) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A summary that was taken from the body is not looked at twice. */
    static List<Passage> passages(Edition edition) {
        var passages = new ArrayList<>(List.of(new Passage("标题", edition.title()),
                new Passage("正文", edition.bodyText())));
        if (!edition.elements().isEmpty()) {
            passages.add(new Passage("要素", String.join("\n", edition.elements().values())));
        }
        if (!edition.hasProposedSummary()) {
            passages.add(1, new Passage("摘要", edition.summary()));
        }
        return passages;
    }

    static List<Finding> everywhere(List<Passage> passages, List<Sought> patterns, String code, Weight weight,
            String advice) {
        var findings = new LinkedHashSet<Finding>();
        for (Passage text : passages) {
            for (Sought sought : patterns) {
                Matcher hit = sought.in(text.words());
                if (hit != null) {
                    hits(text, hit, code, weight, advice, findings);
                }
            }
        }
        return List.copyOf(findings);
    }

    private static void hits(Passage text, Matcher hit, String code, Weight weight, String advice,
            Set<Finding> findings) {
        while (hit.find() && findings.size() < MOST) {
            findings.add(new Finding(code, weight, text.place(), around(text.words(), hit.start(), hit.end()), advice));
        }
    }

    static String around(String text, int from, int to) {
        int start = Math.max(0, from - 12);
        int end = Math.min(text.length(), to + 12);
        if (start > 0 && Character.isLowSurrogate(text.charAt(start))) {
            start--;
        }
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end++;
        }
        return (start > 0 ? "…" : "") + text.substring(start, end).replace('\n', ' ')
                + (end < text.length() ? "…" : "");
    }

    /** GB 11643: the last place is a check digit. */
    static boolean checkDigitFits(String number) {
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (number.charAt(i) - '0') * weights[i];
        }
        return "10X98765432".charAt(sum % 11) == Character.toUpperCase(number.charAt(17));
    }

    private static Finding forbidden(String code, String place, String advice) {
        return new Finding(code, Weight.FORBIDDEN, place, "", advice);
    }

    private static Check named(String code, BiFunction<Edition, List<Passage>, List<Finding>> look) {
        return new Check() {
            @Override
            public String code() {
                return code;
            }

            @Override
            public List<Finding> look(Edition edition, List<Passage> passages) {
                return look.apply(edition, passages);
            }
        };
    }

    /** Compiled once for all texts. */
    final class Patterns {
        private static final List<Sought> SECRECY = List.of(
                Sought.of("(?:绝\\s*密|机\\s*密|秘\\s*密)\\s*[★☆]", "★", "☆"),
                Sought.of("密\\s*级\\s*[:：]\\s*(?:绝\\s*密|机\\s*密|秘\\s*密)", "密"),
                Sought.of("保密期限\\s*[:：]?\\s*[\\d一二三四五六七八九十长]", "保密期限"),
                Sought.lines("(?:绝密|机密|秘密)级?\\s*[·•]?\\s*(?:\\d{1,2}\\s*年|长期)\\s*(?:★|☆|$)", "绝密", "机密", "秘密"));
        private static final Pattern IDENTITY = Pattern.compile(
                "(?<![0-9A-Za-z])[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[0-9Xx](?![0-9A-Za-z])");
        private static final List<Sought> MOBILE = List.of(Sought.of("(?<!\\d)1[3-9]\\d{9}(?!\\d)"));
        private static final List<Sought> OPEN_YEAR = List.of(Sought.of("(?<![0-9A-Za-z])20--", "20--"),
                Sought.of("[XxＸ×]{1,4}年(?=[^级代]|$)", "X年", "x年", "Ｘ年", "×年"));
        private static final List<Sought> OPEN_PLACE = List.of(
                Sought.of("(?<![0-9A-Za-z])X{2,}(?![0-9A-Za-z])", "XX"), Sought.of("×{2,}", "××"),
                Sought.lines("(?:^|[于在《到自至])--(?=[年市县区省镇乡])", "--"),
                Sought.of("\\d{4}年[ \u3000]+月[ \u3000]+日|[_＿]{3,}|[（(][ \u3000]{2,}[）)]", " ", "\u3000", "_",
                        "＿"));
        private static final List<Sought> STILL_TO_FILL = List
                .of(Sought.of("待定稿|此处填写|请在此输入", "待定稿", "此处填写", "请在此输入"));

        private Patterns() {}
    }
}
