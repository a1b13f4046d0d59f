package org.yizhan.casework.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Takes nodes and lines out of a well-formed file and names whatever is not in the subset or not in the vocabulary. */
final class Drawing {
    static final int MOST_NODES = 200;
    static final int LONGEST_NAME = 60;

    private static final String WHOLE = "[A-Za-z_][A-Za-z0-9_.-]{0,59}";

    private static final Set<String> HOLDING = Set.of("definitions", "process", "collaboration", "laneSet",
            "childLaneSet");

    /** As the drawing board calls them. */
    private static final Map<String, String> PLACES = Map.of("who", "由谁办理", "limit", "环节期限", "outcome", "办件的结果", "hook",
            "自动做什么");

    private final Vocabulary vocabulary;
    private final Set<Fault> faults = new LinkedHashSet<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Element> elements = new LinkedHashMap<>();
    private final Map<String, Element> byId = new HashMap<>();
    private final Map<String, Element> lineInto = new HashMap<>();
    private String key = "";
    private String name = "";
    private String start = "";

    private Drawing(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    static Drawing of(Document document, Vocabulary vocabulary) {
        Drawing drawing = new Drawing(vocabulary);
        Element root = document.getDocumentElement();
        drawing.index(root);
        drawing.checkAllowed(root);
        if (drawing.faults.isEmpty()) {
            drawing.readProcess(root);
        }
        return drawing;
    }

    List<Fault> faults() {
        return faults.stream().limit(50).toList();
    }

    Graph graph() {
        return new Graph(nodes.values(), lines, start);
    }

    String key() {
        return key;
    }

    String name() {
        return name;
    }

    private void index(Element element) {
        byId.putIfAbsent(element.getAttribute("id"), element);
        if ("sequenceFlow".equals(element.getLocalName())) {
            lineInto.putIfAbsent(element.getAttribute("targetRef"), element);
        }
        children(element).forEach(this::index);
    }

    // what is allowed

    private void checkAllowed(Element element) {
        String namespace = String.valueOf(element.getNamespaceURI());
        if (Subset.DRAWING.contains(namespace)) {
            children(element).forEach(this::checkAllowed);
            checkAttributes(element, null);
            return;
        }
        String local = element.getLocalName();
        Subset.Element allowed = Subset.BPMN.equals(namespace) ? Subset.element(local).orElse(null) : null;
        if (allowed == null) {
            fault(owner(element), Subset.BPMN.equals(namespace)
                    ? "不支持" + Subset.label(local)
                    : Subset.OURS.equals(namespace)
                            ? "文件中的“" + element.getTagName() + "”要写成属性，不能写成元素"
                            : "带有其他软件的设置“" + element.getTagName() + "”，请在那个软件里去掉");
            return;
        }
        checkAttributes(element, allowed);
        for (Element child : children(element)) {
            boolean fits = allowed.children().contains(child.getLocalName())
                    || local.equals("extensionElements")
                    || Subset.element(child.getLocalName()).isEmpty()
                    || !Subset.BPMN.equals(child.getNamespaceURI());
            if (fits) {
                checkAllowed(child);
            } else {
                fault(owner(child), allowed.label() + "里不支持" + Subset.label(child.getLocalName()));
            }
        }
    }

    private void checkAttributes(Element element, Subset.@Nullable Element allowed) {
        for (Attr attribute : attributes(element)) {
            String namespace = attribute.getNamespaceURI();
            String local = attribute.getLocalName();
            if (namespace == null || namespace.isEmpty()) {
                if (allowed != null
                        && (!allowed.attributes().containsKey(local)
                                || !allowed.attributes().get(local).matcher(attribute.getValue()).matches())) {
                    fault(owner(element), "带有不支持的设置“" + local + "=" + shortened(attribute.getValue()) + "”，请在画图的软件里去掉");
                }
            } else if (namespace.equals(Subset.OURS)) {
                if (allowed == null || !allowed.ours().contains(local)) {
                    fault(owner(element),
                            (allowed == null ? "图形" : allowed.label()) + "没有“" + attribute.getName() + "”这项设置");
                }
            } else if (namespace.equals(Subset.XSI)) {
                if (local.equals("type") && allowed != null
                        && !attribute.getValue().matches("(\\w+:)?tFormalExpression")) {
                    fault(owner(element), "条件的类型“" + shortened(attribute.getValue()) + "”不支持");
                }
            } else if (!namespace.equals(Subset.XMLNS) && !Subset.DRAWING.contains(namespace)) {
                fault(owner(element), "带有其他软件的设置“" + attribute.getName() + "”，请在那个软件里去掉");
            }
        }
    }

    /** What a person sees in the drawing: a node or line rather than something inside it. */
    private static Element owner(Element element) {
        Element at = element;
        while (at.getParentNode() instanceof Element parent
                && (at.getAttribute("id").isEmpty() || !HOLDING.contains(parent.getLocalName()))) {
            at = parent;
        }
        return at;
    }

    // what is drawn

    private void readProcess(Element root) {
        List<Element> processes = children(root, "process");
        if (processes.size() != 1) {
            fault(root, processes.isEmpty() ? "文件里没有流程" : "一个文件只能有一个流程，这里有" + processes.size() + "个");
            return;
        }
        Element process = processes.getFirst();
        key = process.getAttribute("id");
        name = process.getAttribute("name").strip();
        faultWhen(!key.matches(WHOLE), process, "在文件中的编号（id）只能由字母、数字和“_”“-”“.”组成，最多60个字符");
        faultWhen(name.isEmpty() || name.length() > LONGEST_NAME, process, "流程要有名称，最多" + LONGEST_NAME + "字");
        for (Element collaboration : children(root, "collaboration")) {
            for (Element participant : children(collaboration, "participant")) {
                faultWhen(!withoutPrefix(participant.getAttribute("processRef")).equals(key), participant,
                        "泳池没有对应本流程；不支持流程以外的参与方");
            }
        }
        List<Element> flow = children(process).stream()
                .filter(element -> Set
                        .of("startEvent", "endEvent", "userTask", "serviceTask", "exclusiveGateway", "parallelGateway")
                        .contains(element.getLocalName()))
                .toList();
        if (flow.size() > MOST_NODES) {
            fault(process, "一个流程最多" + MOST_NODES + "个节点，这里有" + flow.size() + "个");
            return;
        }
        flow.forEach(element -> elements.put(element.getAttribute("id"), element));
        Map<String, List<Element>> out = new HashMap<>();
        Map<String, List<Element>> in = new HashMap<>();
        List<Element> drawn = children(process, "sequenceFlow");
        for (Element line : drawn) {
            String from = line.getAttribute("sourceRef");
            String to = line.getAttribute("targetRef");
            if (!elements.containsKey(from) || !elements.containsKey(to)) {
                fault(line, "有一头没有连到环节上");
                continue;
            }
            faultWhen(!line.getAttribute("id").matches(WHOLE), line, "在文件中的编号（id）过长或含有其他字符");
            out.computeIfAbsent(from, id -> new ArrayList<>()).add(line);
            in.computeIfAbsent(to, id -> new ArrayList<>()).add(line);
        }
        for (Element element : flow) {
            readNode(element, in.getOrDefault(element.getAttribute("id"), List.of()).size(),
                    out.getOrDefault(element.getAttribute("id"), List.of()));
        }
        long starts = nodes.values().stream().filter(Node.Start.class::isInstance).count();
        faultWhen(starts != 1, process, starts == 0 ? "流程没有开始" : "流程只能有一个开始，这里有" + starts + "个");
        faultWhen(nodes.values().stream().noneMatch(Node.End.class::isInstance), process, "流程没有结束");
        drawn.forEach(this::readLine);
    }

    private void readNode(Element element, int in, List<Element> out) {
        String id = element.getAttribute("id");
        String called = element.getAttribute("name").strip();
        faultWhen(!id.matches(WHOLE), element, "在文件中的编号（id）只能由字母、数字和“_”“-”“.”组成，最多60个字符");
        faultWhen(called.length() > LONGEST_NAME, element, "名称最多" + LONGEST_NAME + "字");
        String kind = element.getLocalName();
        if (kind.equals("startEvent")) {
            faultWhen(in > 0, element, "不能有线进入开始");
        } else {
            faultWhen(in == 0, element, "没有线通到这里");
        }
        if (kind.equals("endEvent")) {
            faultWhen(!out.isEmpty(), element, "结束之后不能再有线");
        } else if (!kind.endsWith("Gateway")) {
            faultWhen(out.size() != 1, element, out.isEmpty() ? "没有线从这里出去" : "只能有一条线出去；要同时走几条请先画“并行”，要选一条走请先画“选择”");
        }
        switch (kind) {
            case "startEvent" -> {
                start = id;
                nodes.put(id, new Node.Start(id, called));
            }
            case "endEvent" ->
                nodes.put(id, new Node.End(id, called, declared(element, "outcome", vocabulary.outcomes())));
            case "serviceTask" ->
                nodes.put(id, new Node.Hook(id, called, declared(element, "hook", vocabulary.hooks())));
            case "exclusiveGateway" -> readChoice(element, id, called, out);
            case "parallelGateway" -> {
                faultWhen(in > 1 && out.size() > 1, element, "并行不能既合并又分开，请画成两个");
                faultWhen(in <= 1 && out.size() <= 1, element, "并行要么分出几条线，要么合并几条线");
                nodes.put(id, out.size() > 1 ? new Node.Split(id, called) : new Node.Join(id, called));
            }
            default -> readTask(element, id, called);
        }
    }

    private void readChoice(Element element, String id, String called, List<Element> out) {
        String otherwise = element.getAttribute("default");
        faultWhen(out.isEmpty(), element, "没有线从这里出去");
        if (out.size() > 1) {
            boolean own = out.stream().anyMatch(line -> line.getAttribute("id").equals(otherwise));
            faultWhen(!own, element, otherwise.isEmpty() ? "要指定一条默认的线，否则条件都不满足时无路可走" : "默认的线不是从这里出去的");
            for (Element line : out) {
                boolean conditional = !children(line, "conditionExpression").isEmpty();
                boolean isDefault = line.getAttribute("id").equals(otherwise);
                faultWhen(own && isDefault && conditional, line, "默认的线不能带条件");
                faultWhen(own && !isDefault && !conditional, line, "除默认的线外，从“选择”出去的线都要有条件");
            }
        } else {
            out.forEach(line -> faultWhen(!children(line, "conditionExpression").isEmpty(), line, "唯一的出路不能带条件"));
        }
        nodes.put(id, new Node.Choice(id, called));
    }

    private void readTask(Element element, String id, String called) {
        faultWhen(called.isEmpty(), element, "要起一个名字");
        String who = declared(element, "who", vocabulary.who());
        String limit = ours(element, "limit").isEmpty() ? null : declared(element, "limit", vocabulary.limits());
        Set<String> actions = words(element, "actions");
        faultWhen(actions.isEmpty(), element, "没有选可以做什么");
        actions.stream()
                .filter(action -> !vocabulary.actions().containsKey(action))
                .forEach(action -> fault(element, "本类办件不能做“" + shortened(action) + "”"));
        Map<String, String> back = new LinkedHashMap<>();
        for (String pair : words(element, "back")) {
            String[] parts = pair.split(">", 2);
            if (parts.length < 2 || parts[1].isEmpty()) {
                fault(element, "退回到哪里的写法看不懂：“" + shortened(pair) + "”");
            } else {
                back.put(parts[0], parts[1]);
            }
        }
        Set<String> completing = words(element, "completing");
        faultWhen(completing.isEmpty(), element, "没有选做了什么就办结本环节");
        completing.stream()
                .filter(back::containsKey)
                .forEach(action -> fault(element, "“" + vocabulary.action(action) + "”不能既办结又退回"));
        completing.addAll(back.keySet());
        among(element, "办结或退回", completing, actions);
        List<Element> loops = children(element, "multiInstanceLoopCharacteristics");
        nodes.put(id, new TaskNode(
                id, called, who, limit, List.copyOf(actions), completing, back,
                loops.isEmpty() ? null : many(element, loops.getFirst(), completing)));
    }

    private TaskNode.Many many(Element task, Element loop, Set<String> completing) {
        String over = ours(loop, "over");
        faultWhen(
                vocabulary.fact(over).map(fact -> fact.type() != Vocabulary.Type.LIST).orElse(true),
                task,
                over.isEmpty() ? "几个人办理的，要选按哪个名单" : "本类办件没有名单“" + shortened(over) + "”");
        String finish = ours(loop, "finish");
        faultWhen(!finish.matches("all|any|[1-9]\\d{0,2}"), task,
                "几个办完就算办完，填 all（全部）、any（任一个）或者人数" + (finish.isEmpty() ? "" : "，不能是“" + shortened(finish) + "”"));
        Set<String> veto = words(loop, "veto");
        among(task, "一票决定", veto, completing);
        int enough = finish.equals("any") ? 1 : finish.matches("\\d{1,3}") ? Integer.parseInt(finish) : 0;
        return new TaskNode.Many(over, loop.getAttribute("isSequential").matches("true|1"), enough, veto);
    }

    private void readLine(Element line) {
        Condition condition = null;
        for (Element typed : children(line, "conditionExpression")) {
            faultWhen(!(nodes.get(line.getAttribute("sourceRef")) instanceof Node.Choice), line, "只有从“选择”出去的线可以带条件");
            try {
                condition = ConditionReader.read(typed.getTextContent().strip(), vocabulary);
            } catch (ConditionReader.Wrong e) {
                fault(line, e.text());
            }
        }
        lines.add(new Line(
                line.getAttribute("id"), line.getAttribute("name"), line.getAttribute("sourceRef"),
                line.getAttribute("targetRef"), condition));
    }

    private String declared(Element element, String attribute, Map<String, String> words) {
        String value = ours(element, attribute);
        if (!words.containsKey(value)) {
            fault(element, value.isEmpty()
                    ? "没有选" + PLACES.getOrDefault(attribute, attribute)
                    : PLACES.getOrDefault(attribute, attribute) + "填的是“" + shortened(value) + "”，本类办件没有；可以选："
                            + String.join("、", words.values()));
        }
        return value;
    }

    private void among(Element element, String what, Set<String> some, Set<String> all) {
        some.stream()
                .filter(action -> !all.contains(action))
                .forEach(action -> fault(element, what + "的“" + shortened(vocabulary.action(action)) + "”没有列在可以做的里面"));
    }

    private void faultWhen(boolean wrong, Element element, String text) {
        if (wrong) {
            fault(element, text);
        }
    }

    private void fault(Element element, String text) {
        faults.add(new Fault(shortened(element.getAttribute("id")), called(element), text));
    }

    private String called(Element element) {
        String local = String.valueOf(element.getLocalName());
        if (HOLDING.contains(local)) {
            return name(element).isEmpty()
                    ? local.equals("process") ? "整个流程" : ""
                    : "「" + name(element) + "」";
        }
        if (local.equals("sequenceFlow")) {
            return Called.line(name(element), end(element, "sourceRef"), end(element, "targetRef"));
        }
        Element line = lineInto.get(element.getAttribute("id"));
        Element before = line == null ? null : byId.get(line.getAttribute("sourceRef"));
        return Called.node(name(element), Subset.label(local), before == null ? "" : name(before));
    }

    private String end(Element line, String attribute) {
        Element element = byId.get(line.getAttribute(attribute));
        return element == null ? "（空）" : called(element);
    }

    private static String name(Element element) {
        return shortened(element.getAttribute("name").strip());
    }

    // the document

    private static List<Element> children(Element parent) {
        NodeList all = parent.getChildNodes();
        List<Element> children = new ArrayList<>();
        for (int at = 0; at < all.getLength(); at++) {
            if (all.item(at) instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static List<Element> children(Element parent, String localName) {
        return children(parent).stream()
                .filter(child -> localName.equals(child.getLocalName()) && Subset.BPMN.equals(child.getNamespaceURI()))
                .toList();
    }

    private static List<Attr> attributes(Element element) {
        return IntStream.range(0, element.getAttributes().getLength())
                .mapToObj(at -> (Attr) element.getAttributes().item(at))
                .toList();
    }

    private static String ours(Element element, String attribute) {
        return element.getAttributeNS(Subset.OURS, attribute).strip();
    }

    private static Set<String> words(Element element, String attribute) {
        Set<String> words = new LinkedHashSet<>(Arrays.asList(ours(element, attribute).split("[\\s,]+")));
        words.remove("");
        return words;
    }

    private static String withoutPrefix(String reference) {
        return reference.substring(reference.indexOf(':') + 1);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
