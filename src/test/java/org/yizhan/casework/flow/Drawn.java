package org.yizhan.casework.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Draws process files for tests, sound or not. */
final class Drawn {
    static final Vocabulary WORDS = new Vocabulary(
            List.of(
                    Vocabulary.Fact.number("amount", "金额"),
                    Vocabulary.Fact.flag("urgent", "是否紧急"),
                    Vocabulary.Fact.text("place", "地点"),
                    new Vocabulary.Fact("grade", "等级", Vocabulary.Type.TEXT, Map.of("plain", "一般", "grave", "重大")),
                    Vocabulary.Fact.list("units", "会办单位")),
            Map.of("pass", "通过", "reject", "不通过", "note", "备注", "back", "退回"),
            Map.of("done", "办结", "refused", "不予受理"),
            Map.of("tell", "告知"),
            Map.of("three", "三天"),
            Map.of("office", "办公室", "unit", "单位"));

    static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:yizhan=\"https://yizhan.org/bpmn/1\""
            + " xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" xmlns:flowable=\"http://flowable.org/bpmn\""
            + " targetNamespace=\"test\">\n";

    private final Map<String, String> nodes = new LinkedHashMap<>();
    private final List<String[]> lines = new ArrayList<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();

    /** start, a task, end: the smallest process, to be added to. */
    static Drawn small() {
        return new Drawn().start("start").task("work").end("end").line("start", "work").line("work", "end");
    }

    Drawn start(String id) {
        return element(id, "<startEvent id=\"%s\"/>".formatted(id));
    }

    Drawn end(String id) {
        return element(id, "<endEvent id=\"%s\" name=\"结束%s\" yizhan:outcome=\"done\"/>".formatted(id, id));
    }

    Drawn task(String id) {
        return task(id, "");
    }

    Drawn task(String id, String more) {
        return element(id,
                "<userTask id=\"%s\" name=\"环节%s\" yizhan:who=\"office\" yizhan:actions=\"pass reject note back\"%s %s/>"
                        .formatted(id, id, more.contains("completing=") ? "" : " yizhan:completing=\"pass reject\"",
                                more));
    }

    Drawn many(String id, String loop) {
        return element(id,
                ("<userTask id=\"%s\" name=\"会办%s\" yizhan:who=\"unit\" yizhan:actions=\"pass reject\" yizhan:completing=\"pass reject\">"
                        + "<multiInstanceLoopCharacteristics yizhan:over=\"units\" %s/></userTask>")
                        .formatted(id, id, loop));
    }

    Drawn hook(String id) {
        return element(id, "<serviceTask id=\"%s\" yizhan:hook=\"tell\"/>".formatted(id));
    }

    Drawn choice(String id, String otherwise) {
        defaults.put(id, otherwise);
        return element(id, "<exclusiveGateway id=\"%s\" name=\"选择%s\"/>".formatted(id, id));
    }

    Drawn parallel(String id) {
        return element(id, "<parallelGateway id=\"%s\" name=\"并行%s\"/>".formatted(id, id));
    }

    Drawn element(String id, String xml) {
        nodes.put(id, xml);
        return this;
    }

    Drawn line(String from, String to) {
        return line(from, to, null);
    }

    Drawn line(String from, String to, @Nullable String condition) {
        lines.add(new String[]{from, to, condition});
        return this;
    }

    Drawn without(String from, String to) {
        lines.removeIf(line -> line[0].equals(from) && line[1].equals(to));
        return this;
    }

    /** Chains of ids: {@code "start a b end"}. */
    Drawn path(String ids) {
        String[] all = ids.split(" ");
        for (int at = 1; at < all.length; at++) {
            line(all[at - 1], all[at]);
        }
        return this;
    }

    List<String[]> lines() {
        return lines;
    }

    static String lineId(String from, String to) {
        return from + "-" + to;
    }

    String xml() {
        StringBuilder xml = new StringBuilder(HEAD).append("<process id=\"p\" name=\"试流程\">\n");
        nodes.forEach((id, element) -> {
            String otherwise = defaults.get(id);
            xml.append(
                    otherwise == null ? element : element.replace("/>", " default=\"" + lineId(id, otherwise) + "\"/>"))
                    .append('\n');
        });
        for (String[] line : lines) {
            xml.append("<sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\">".formatted(lineId(line[0], line[1]),
                    line[0], line[1]))
                    .append(line[2] == null
                            ? ""
                            : "<conditionExpression xsi:type=\"tFormalExpression\">" + line[2].replace("<", "&lt;")
                                    + "</conditionExpression>")
                    .append("</sequenceFlow>\n");
        }
        return xml.append("</process></definitions>").toString();
    }

    Read read() {
        return read(xml());
    }

    static Read read(String xml) {
        return ProcessReader.read(xml.getBytes(StandardCharsets.UTF_8), WORDS);
    }

    CaseProcess process() {
        return switch (read()) {
            case Read.Sound sound -> sound.process();
            case Read.Refused refused -> throw new AssertionError(refused.faults() + "\n" + xml());
        };
    }

    List<String> faults() {
        return faults(xml());
    }

    static List<String> faults(String xml) {
        return switch (read(xml)) {
            case Read.Sound sound -> List.of();
            case Read.Refused refused -> refused.faults().stream().map(Fault::sentence).toList();
        };
    }
}
