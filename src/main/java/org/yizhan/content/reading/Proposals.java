package org.yizhan.content.reading;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Proposes title, issuing body, date and number from what stands at the head and at the foot of a document, and takes the lines
 * that say nothing else out of the body.
 */
final class Proposals {
    private static final int HEAD = 12;
    private static final int FOOT = 6;
    private static final int LONGEST_TITLE = 60;
    private static final String ORGAN_END = "(?:人民政府|政府|委员会|管委会|办公室|办公厅|政府办|电政办|政务办|电子政务办|管理办|"
            + "局|厅|署|委|部|处|科|股|中心|馆|院|所|站|大队|支队|总队|学校|医院|协会|联合会|领导小组|指挥部|公司|人民政府網|辦公室|委員會)";
    private static final Pattern ORGAN = Pattern.compile("^[\\p{IsHan}（）()“”、·\\s]{2,30}?" + ORGAN_END + "$");
    private static final Pattern ORGAN_IN_TITLE = Pattern
            .compile("^([\\p{IsHan}]{2,24}?" + ORGAN_END + "|[\\p{IsHan}]{2,16}?办)"
                    + "(?=关于|關於|印发|转发|(?:19|20)\\d{2}|[二一][〇○零OＯ一二三四五六七八九]{3}年|上半年|下半年|年度|工作总结|工作计划)");
    private static final Pattern SOURCE = Pattern.compile("(?:文章|信息|稿件)?(?:来源|來源|出处)\\s*[:：]\\s*([^\\s:：|]{2,40})");
    private static final Pattern WIRE = Pattern.compile("^[（(]?([\\p{IsHan}]{2,16}(?:网|網|报|報|社))\\s*(?:讯|訊)");
    private static final Pattern DATED = Pattern.compile(
            "(?:更新时间|更新日期|发布时间|发布日期|发文日期|成文日期|印发日期|日期|时间|更新時間|發布時間|發佈時間)\\s*[:：]\\s*(\\S.{5,30})");
    private static final Pattern ORIGINAL = Pattern.compile("^原(?:标题|標題|题|題)\\s*[:：]\\s*(\\S.*)$");
    private static final Pattern ISSUED_BY = Pattern.compile(
            "(?:发文机关|发文单位|发布机构|发布单位|制发单位|公开机构|编制单位)\\s*[:：]\\s*([\\p{IsHan}（）()]{2,40})");
    private static final Pattern NUMBER = Pattern
            .compile("^([\\p{IsHan}]{1,14})\\s*[〔\\[【（(［]\\s*((?:19|20)\\d{2})\\s*[〕\\]】）)］]\\s*"
                    + "(?:第)?\\s*(\\d{1,4})\\s*号$");
    private static final Pattern NUMBER_LABEL = Pattern.compile("^(?:发文字号|文\\s*号)\\s*[:：]\\s*(.+)$");
    private static final Pattern META_LINE = Pattern.compile(
            "^(?:(?:文章|信息|稿件)?(?:来源|來源|出处)|作者|编辑|责任编辑|浏览次数|点击数|阅读次数|更新时间|发布时间|发布日期|字体|字号|【).{0,80}$");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "20[-—_xX×]{2}年?|(?<![A-Za-z])[xX×]{2,4}(?:年|省|市|县|镇|乡|局|同志|月)|(?<![A-Za-z\\d])[x×]年|(?<!\\d)--年|某某");
    private static final Pattern SEVERAL = Pattern
            .compile("(?:[二两三四五六七八九十]|十[一二三四五六七八九]|[2-9]|[1-9]\\d)\\s*篇|范文|合集|汇编（");
    private static final Pattern TRADITIONAL = Pattern.compile("[國為說這個們來時對學會過發與開無現見問點實報動長間關網務產業經縣鎮]");
    private static final List<String> KINDS = List.of("工作总结", "总结", "工作计划", "计划", "工作要点", "要点", "通知", "通告", "公告",
            "通报", "意见", "决定", "批复", "函", "方案", "办法", "规定", "细则", "条例", "报告", "公示", "纪要", "规划", "预案");

    /** What the container around the text declares, such as meta tags of a page. */
    record Declared(@Nullable String title, @Nullable String date, @Nullable String source) {
        static final Declared NOTHING = new Declared(null, null, null);
    }

    private final List<Block> blocks;
    private final String plain;
    private final List<String> hints = new ArrayList<>();
    private final Set<Integer> used = new HashSet<>();
    private final Declared declared;
    private @Nullable String title;
    private @Nullable String issuingBody;
    private @Nullable String source;
    private ChineseDates.@Nullable Found date;
    private @Nullable String number;

    private Proposals(List<Block> blocks, Declared declared) {
        this.blocks = blocks;
        this.declared = declared;
        this.plain = plainText(blocks);
    }

    static DocumentText propose(List<Block> blocks, String fileName, String encoding, Declared declared,
            List<DocumentText.Picture> pictures) {
        var proposals = new Proposals(blocks, declared);
        proposals.look(fileName);
        return proposals.result(encoding, pictures);
    }

    private void look(String fileName) {
        source = declared.source();
        if (declared.date() != null) {
            date = ChineseDates.first(declared.date()).orElse(null);
        }
        int head = Math.min(HEAD, blocks.size());
        facts(head);
        titleAndOrgan(head, fileName);
        signature();
        if (issuingBody == null && title != null) {
            Matcher organ = ORGAN_IN_TITLE.matcher(title);
            if (organ.find()) {
                issuingBody = organ.group(1);
            }
        }
        warn();
    }

    /** Lines of the head that say one thing each: source, time, number, original title. */
    private void facts(int head) {
        for (int i = 0; i < head; i++) {
            String line = blocks.get(i).text();
            if (line.length() > 120) {
                continue;
            }
            Matcher original = ORIGINAL.matcher(line);
            if (original.matches()) {
                title = original.group(1).strip();
                used.add(i);
            }
            Matcher from = SOURCE.matcher(line);
            Matcher dated = DATED.matcher(line);
            boolean meta = META_LINE.matcher(line).matches();
            if (meta && from.find() && source == null) {
                source = from.group(1);
            }
            if ((meta || dated.lookingAt()) && dated.find(0) && date == null) {
                date = ChineseDates.first(dated.group(1)).orElse(null);
            }
            Matcher by = ISSUED_BY.matcher(line);
            if (by.lookingAt()) {
                issuingBody = by.group(1);
                used.add(i);
            }
            Matcher label = NUMBER_LABEL.matcher(line);
            String wanted = label.matches() ? label.group(1).strip() : line;
            Matcher numbered = NUMBER.matcher(wanted);
            if (numbered.matches() && number == null) {
                number = numbered.group(1) + "〔" + numbered.group(2) + "〕" + Integer.parseInt(numbered.group(3)) + "号";
                used.add(i);
            }
            if (meta || dated.lookingAt() && line.length() < 40) {
                used.add(i);
            }
        }
        if (source == null && !blocks.isEmpty()) {
            Matcher wire = WIRE.matcher(blocks.getFirst().text());
            if (wire.find()) {
                source = wire.group(1);
            }
        }
    }

    private void titleAndOrgan(int head, String fileName) {
        int first = 0;
        while (first < head && used.contains(first)) {
            first++;
        }
        String fromText = null;
        if (first < head && isTitleLike(first)) {
            fromText = blocks.get(first).text();
            used.add(first);
            int next = first + 1;
            boolean titleSeen = !isOrgan(fromText);
            if (!titleSeen) {
                issuingBody = issuingBody == null ? fromText : issuingBody;
            }
            for (; next < head; next++) {
                if (used.contains(next)) {
                    continue;
                }
                String line = blocks.get(next).text();
                if (isOrgan(line) && !titleSeen && line.length() < 40 && next == first) {
                    continue;
                }
                if (isOrgan(line) && issuingBody == null) {
                    issuingBody = line;
                    used.add(next);
                } else if (!titleSeen && isTitleLike(next)) {
                    // The body's name stands above: 县人民政府 / 关于……的通知 is one title in two lines.
                    fromText = line.startsWith("关于") || line.startsWith("關於") || line.matches("^(?:19|20)\\d{2}年?.*")
                            ? fromText + line
                            : line;
                    titleSeen = true;
                    used.add(next);
                } else if (titleSeen && repeats(fromText, line)) {
                    used.add(next);
                } else if (titleSeen && isSubtitle(line)) {
                    break;
                } else if (titleSeen && next == first + 1 && goesOnAsTitle(fromText, line, next)) {
                    fromText = fromText + line;
                    used.add(next);
                } else if (date == null && ChineseDates.whole(line).isPresent()) {
                    date = ChineseDates.whole(line).get();
                    used.add(next);
                } else {
                    break;
                }
            }
            if (!titleSeen && issuingBody != null && issuingBody.equals(fromText)) {
                fromText = null;
            }
        } else {
            for (int i = first; i < head && fromText == null; i++) {
                String line = blocks.get(i).text();
                boolean pair = line.indexOf(':') >= 0 || line.indexOf('：') >= 0;
                if (isTitleLike(i) && !pair && line.length() >= 8 && blocks.get(i) instanceof Block.Paragraph) {
                    fromText = line;
                    used.add(i);
                    hints.add("开头没有标题，标题取自正文第 " + (i + 1) + " 段，请核对");
                }
            }
        }
        if (title == null) {
            title = fromText;
        }
        if (title == null && declared.title() != null) {
            title = declared.title();
        }
        if (title == null) {
            title = fromFileName(fileName);
            hints.add("正文里没有找到标题，暂用文件名，请修改");
        }
    }

    private boolean isTitleLike(int at) {
        Block block = blocks.get(at);
        if (block instanceof Block.Table || block instanceof Block.Picture || block instanceof Block.Bullets) {
            return false;
        }
        String line = block.text();
        return line.length() >= 2
                && line.length() <= LONGEST_TITLE
                && !line.matches(".*[。！；;，]$")
                && line.indexOf('。') < 0
                && !Headings.startsItem(line)
                && line.codePoints().anyMatch(Character::isIdeographic);
    }

    /** A title that is broken in two: the first line is open, or the second ends as titles end. */
    private boolean goesOnAsTitle(String titleSoFar, String line, int at) {
        boolean open = titleSoFar.matches(".*(关于|的|和|及|与|、|《)$")
                || titleSoFar.startsWith("关于") && KINDS.stream().noneMatch(titleSoFar::endsWith);
        return isTitleLike(at) && open && KINDS.stream().anyMatch(k -> line.endsWith(k) || line.endsWith(k + "》"));
    }

    private static boolean isSubtitle(String line) {
        return line.startsWith("——") || line.startsWith("--");
    }

    private static boolean repeats(String title, String line) {
        return line.length() >= 6 && line.length() <= LONGEST_TITLE && (title.endsWith(line) || title.equals(line));
    }

    private static boolean isOrgan(String line) {
        return line.length() >= 3 && ORGAN.matcher(line).matches() && KINDS.stream().noneMatch(line::endsWith);
    }

    /** The body's name and the date below the text; a table or an annex may still follow. */
    private void signature() {
        for (int i = blocks.size() - 1; i >= Math.min(3, blocks.size()); i--) {
            Optional<ChineseDates.Found> found = ChineseDates.whole(blocks.get(i).text());
            if (found.isEmpty()) {
                continue;
            }
            String above = i > 0 ? blocks.get(i - 1).text() : "";
            boolean organ = isOrgan(above);
            if (!organ && i < blocks.size() - FOOT) {
                continue;
            }
            date = found.get();
            if (organ && (issuingBody == null || above.length() > issuingBody.length())) {
                issuingBody = above;
            }
            return;
        }
    }

    private void warn() {
        if (date != null && !date.exact()) {
            hints.add("文中只写到月份，日期暂定为当月 1 日，请核对");
        }
        Matcher placeholder = PLACEHOLDER.matcher(plain);
        int placeholders = 0;
        String first = "";
        while (placeholder.find()) {
            first = placeholders++ == 0 ? placeholder.group() : first;
        }
        long restarts = blocks.stream().map(Block::text).filter(t -> t.matches("^一[、．.].*")).count();
        boolean several = title != null && SEVERAL.matcher(title).find();
        if (several || restarts > 2) {
            hints.add(several
                    ? "标题表明这是多篇文章合在一起，请拆开后分别导入"
                    : "文中“一、”出现了 " + restarts + " 次，可能是多篇文章合在一起，请核对");
        }
        if (placeholders > 0) {
            hints.add("文中有 " + placeholders + " 处没有填写的占位符（如“" + first + "”），请补全");
        }
        int shortRun = 0;
        int longest = 0;
        for (Block block : blocks) {
            shortRun = block instanceof Block.Paragraph && block.text().length() <= 10 ? shortRun + 1 : 0;
            longest = Math.max(longest, shortRun);
        }
        if (longest >= 12) {
            hints.add("有一张表格被拆成了 " + longest + " 行短句，请对照原文恢复成表格");
        }
        Matcher traditional = TRADITIONAL.matcher(plain);
        int count = 0;
        while (traditional.find()) {
            count++;
        }
        if (count * 40 > plain.length()) {
            hints.add("正文是繁体字");
        }
        if (plain.length() < 30) {
            hints.add("正文很短，请核对是否完整");
        }
    }

    private DocumentText result(String encoding, List<DocumentText.Picture> pictures) {
        var html = new StringBuilder();
        var text = new StringBuilder();
        for (int i = 0; i < blocks.size(); i++) {
            if (!used.contains(i)) {
                append(blocks.get(i), html);
                text.append(blocks.get(i).text()).append('\n');
            }
        }
        String proposed = shorten(title == null ? "" : title.replaceAll("\\s+", " "), 100);
        String kind = KINDS.stream().filter(proposed::contains).findFirst().orElse("");
        String all = proposed + "\n" + plain;
        return new DocumentText(proposed, html.toString(), text.toString().strip(), encoding, issuingBody, source,
                date == null ? null : date.date(), date != null && date.exact(), number, kind,
                Damage.find(plain.isEmpty() ? all : plain),
                hints, pictures);
    }

    private static void append(Block block, StringBuilder html) {
        switch (block) {
            case Block.Paragraph paragraph -> html.append("<p>").append(paragraph.html()).append("</p>\n");
            case Block.Heading heading -> html.append("<h")
                    .append(heading.level())
                    .append('>')
                    .append(HtmlBlocks.escape(heading.text()))
                    .append("</h")
                    .append(heading.level())
                    .append(">\n");
            case Block.Table table -> html.append("<table><tbody>").append(table.html()).append("</tbody></table>\n");
            case Block.Bullets bullets -> html.append(bullets.numbered() ? "<ol>" : "<ul>")
                    .append(bullets.html())
                    .append(bullets.numbered() ? "</ol>\n" : "</ul>\n");
            case Block.Picture picture -> html.append("<p><img src=\"embedded:")
                    .append(HtmlBlocks.escape(picture.name()))
                    .append("\" alt=\"")
                    .append(HtmlBlocks.escape(picture.text()))
                    .append("\"></p>\n");
        }
    }

    private static String plainText(List<Block> blocks) {
        var text = new StringBuilder();
        blocks.forEach(block -> text.append(block.text()).append('\n'));
        return text.toString();
    }

    private static String fromFileName(String fileName) {
        String name = String.valueOf(Path.of(fileName).getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String shorten(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
