package org.yizhan.setup;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The pattern of many articles, as written in {@code demo/year/*.txt}. A head line
 * {@code # key[, key] [| months 3-5] [| x3] [| by source] [| no 云府发] [| picture theme] [| form name]}, titles that begin with
 * {@code =}, then the lines of {@link DemoHtml}. A line that begins with {@code ?} is there half the time; of neighbouring lines that
 * begin with {@code +} two are taken. Lines after {@code ---} are the interpretation of a policy. What stands in braces is filled in by
 * {@link Writing}.
 *
 * @param number the letters of its document number (文号), null when it has none
 * @param months the first and the last month in which such an article is credible
 * @param picture theme of its picture, empty for none
 * @param form what is attached, empty for nothing
 */
record Template(List<String> keys, int[] months, int weight, String source, @Nullable String number, String picture,
        String form, List<String> titles, List<String> lines, List<String> interpretation) {
    boolean fits(int month) {
        return months[0] <= months[1]
                ? month >= months[0] && month <= months[1]
                : month >= months[0] || month <= months[1];
    }

    static List<Template> read(String file) {
        var templates = new ArrayList<Template>();
        var block = new ArrayList<String>();
        for (String line : DemoText.lines("year/" + file)) {
            if (line.startsWith("# ") && !block.isEmpty()) {
                templates.add(of(block));
                block.clear();
            }
            if (!line.isBlank() && (line.startsWith("# ") || !block.isEmpty())) {
                block.add(line.strip());
            }
        }
        if (!block.isEmpty()) {
            templates.add(of(block));
        }
        return templates;
    }

    private static Template of(List<String> block) {
        String[] head = block.getFirst().substring(2).split("\\s*\\|\\s*");
        int[] months = {1, 12};
        int weight = 1;
        String source = "";
        String number = null;
        String picture = "";
        String form = "";
        for (int i = 1; i < head.length; i++) {
            String option = head[i];
            String value = option.substring(option.indexOf(' ') + 1);
            if (option.startsWith("months ")) {
                String[] ends = value.split("-");
                months = new int[]{Integer.parseInt(ends[0]), Integer.parseInt(ends[1])};
            } else if (option.startsWith("x")) {
                weight = Integer.parseInt(option.substring(1));
            } else if (option.startsWith("by ")) {
                source = value;
            } else if (option.startsWith("no ")) {
                number = value;
            } else if (option.startsWith("picture ")) {
                picture = value;
            } else if (option.startsWith("form ")) {
                form = value;
            } else {
                throw new IllegalArgumentException("option " + option + " of " + block.getFirst());
            }
        }
        List<String> rest = block.subList(1, block.size());
        List<String> titles = rest.stream()
                .filter(line -> line.startsWith("="))
                .map(line -> line.substring(1).strip())
                .toList();
        List<String> lines = rest.stream().filter(line -> !line.startsWith("=")).toList();
        int cut = lines.indexOf("---");
        return new Template(List.of(head[0].split(",\\s*")), months, weight, source, number, picture, form, titles,
                cut < 0 ? List.copyOf(lines) : List.copyOf(lines.subList(0, cut)),
                cut < 0 ? List.of() : List.copyOf(lines.subList(cut + 1, lines.size())));
    }
}
