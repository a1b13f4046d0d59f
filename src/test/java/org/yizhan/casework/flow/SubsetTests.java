package org.yizhan.casework.flow;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read, and that everything else is refused with its name. */
class SubsetTests {
    @Test
    void readsEveryElementOfTheSubset() {
        CaseProcess process = new Drawn()
                .start("start")
                .task("a", "yizhan:limit=\"three\" yizhan:completing=\"pass\"")
                .choice("c", "s")
                .parallel("s")
                .many("m", "isSequential=\"true\" yizhan:finish=\"2\" yizhan:veto=\"reject\"")
                .task("b", "yizhan:back=\"back>a\" yizhan:completing=\"pass\"")
                .parallel("j")
                .hook("h")
                .end("end")
                .path("start a c s m j h end")
                .path("s b j")
                .line("c", "h", "action == 'pass' and amount < 3")
                .process();
        assertThat(process.key()).isEqualTo("p");
        assertThat(process.name()).isEqualTo("试流程");
        assertThat(process.outcomes()).containsExactly("done");
        assertThat(process.tasks()).extracting(TaskNode::id).containsExactly("a", "m", "b");
        assertThat(process.task("a").orElseThrow())
                .isEqualTo(new TaskNode(
                        "a", "环节a", "office", "three", List.of("pass", "reject", "note", "back"),
                        java.util.Set.of("pass"), java.util.Map.of(), null));
        assertThat(process.task("m").orElseThrow().many())
                .isEqualTo(new TaskNode.Many("units", true, 2, java.util.Set.of("reject")));
        assertThat(process.task("b").orElseThrow().back()).containsEntry("back", "a");
        assertThat(process.task("b").orElseThrow().completing()).containsExactlyInAnyOrder("pass", "back");
    }

    @Test
    void whatItWritesReadsTheSame() {
        CaseProcess process = Drawn.small().process();
        CaseProcess again = ((Read.Sound) Drawn.read(process.toBpmn())).process();
        assertThat(again.tasks()).isEqualTo(process.tasks());
        assertThat(again.toBpmn()).isEqualToIgnoringWhitespace(process.toBpmn());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "inclusiveGateway",
        "complexGateway",
        "eventBasedGateway",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "scriptTask",
        "sendTask",
        "receiveTask",
        "manualTask",
        "businessRuleTask",
        "task",
        "callActivity",
        "subProcess",
        "adHocSubProcess",
        "transaction",
        "dataObject",
        "dataObjectReference",
        "dataStoreReference"
    })
    void refusesEveryOtherNodeByName(String element) {
        assertThat(Drawn.small().element("strange", "<%s id=\"strange\" name=\"怪节点\"/>".formatted(element)).faults())
                .anySatisfy(fault -> assertThat(fault).startsWith("「怪节点」(strange)：不支持").contains(element));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "timerEventDefinition",
        "messageEventDefinition",
        "signalEventDefinition",
        "errorEventDefinition",
        "escalationEventDefinition",
        "conditionalEventDefinition",
        "compensateEventDefinition",
        "cancelEventDefinition",
        "linkEventDefinition",
        "terminateEventDefinition"
    })
    void refusesEveryEventDefinitionByTheNameOfItsEvent(String definition) {
        String inner = switch (definition) {
            case "conditionalEventDefinition" -> "<%s id=\"d\"><condition/></%s>".formatted(definition, definition);
            case "linkEventDefinition" -> "<%s id=\"d\" name=\"x\"/>".formatted(definition);
            default -> "<%s id=\"d\"/>".formatted(definition);
        };
        assertThat(Drawn.small()
                .element("end", "<endEvent id=\"end\" name=\"完\" yizhan:outcome=\"done\">" + inner + "</endEvent>")
                .faults())
                .anySatisfy(fault -> assertThat(fault).startsWith("「完」(end)：").contains("不支持").contains(definition));
    }

    @Test
    void refusesABoundaryEventByName() {
        assertThat(Drawn.small()
                .element("late",
                        "<boundaryEvent id=\"late\" name=\"超时\" attachedToRef=\"work\"><timerEventDefinition id=\"d\"/></boundaryEvent>")
                .faults())
                .anySatisfy(fault -> assertThat(fault).startsWith("「超时」(late)：不支持边界事件 boundaryEvent"));
    }

    static Stream<Arguments> wrongAtWork() {
        String plain = "<userTask id=\"work\" name=\"办\" yizhan:who=\"office\" yizhan:actions=\"pass note\" yizhan:completing=\"pass\">%s</userTask>";
        String with = "<userTask id=\"work\" name=\"办\" yizhan:who=\"office\" yizhan:actions=\"pass note\" yizhan:completing=\"pass\" %s/>";
        String loop = plain.formatted("<multiInstanceLoopCharacteristics %s</multiInstanceLoopCharacteristics>");
        return Stream.of(
                Arguments.of(with.formatted("camunda:assignee=\"demo\""), "不支持其他软件的扩展属性 camunda:assignee"),
                Arguments.of(with.formatted("flowable:candidateGroups=\"a\""), "不支持其他软件的扩展属性 flowable:candidateGroups"),
                Arguments.of(
                        plain.formatted(
                                "<extensionElements><camunda:taskListener event=\"create\" class=\"x.Y\"/></extensionElements>"),
                        "不支持其他软件的扩展 camunda:taskListener"),
                Arguments.of(
                        plain.formatted("<extensionElements><flowable:executionListener/></extensionElements>"),
                        "不支持其他软件的扩展 flowable:executionListener"),
                Arguments.of(plain.formatted("<extensionElements><yizhan:who>office</yizhan:who></extensionElements>"),
                        "要写成属性"),
                Arguments.of(with.formatted("yizhan:when=\"now\""), "没有属性 yizhan:when"),
                Arguments.of(with.formatted("isForCompensation=\"true\""), "不支持属性 isForCompensation"),
                Arguments.of(with.formatted("startQuantity=\"2\""), "不支持属性 startQuantity"),
                Arguments.of(plain.formatted("<standardLoopCharacteristics/>"), "不支持循环 standardLoopCharacteristics"),
                Arguments.of(plain.formatted("<potentialOwner/>"), "不支持办理人"),
                Arguments.of(plain.formatted("<ioSpecification><inputSet/><outputSet/></ioSpecification>"), "不支持输入输出"),
                Arguments.of(plain.formatted("<property id=\"x\"/>"), "不支持属性 property"),
                Arguments.of(
                        loop.formatted(
                                "yizhan:over=\"units\" yizhan:finish=\"all\"><loopCardinality>3</loopCardinality>"),
                        "不支持次数表达式"),
                Arguments.of(
                        loop.formatted(
                                "yizhan:over=\"units\" yizhan:finish=\"all\"><completionCondition>${x}</completionCondition>"),
                        "不支持完成条件表达式"),
                Arguments.of(loop.formatted("camunda:collection=\"x\">"), "camunda:collection"),
                Arguments.of(loop.formatted(">"), "要用 over 写明按哪个名单"),
                Arguments.of(loop.formatted("yizhan:over=\"place\" yizhan:finish=\"all\">"), "没有名单“place”"),
                Arguments.of(loop.formatted("yizhan:over=\"units\" yizhan:finish=\"0\">"), "finish 写 all"),
                Arguments.of(loop.formatted("yizhan:over=\"units\" yizhan:finish=\"half\">"), "不能是“half”"),
                Arguments.of(loop.formatted("yizhan:over=\"units\" yizhan:finish=\"all\" yizhan:veto=\"note\">"),
                        "一票决定的动作“note”"),
                Arguments.of(loop.formatted("behavior=\"One\" yizhan:over=\"units\" yizhan:finish=\"all\">"),
                        "不支持属性 behavior"),
                Arguments.of(plain.replace("pass note", "pass shred").formatted(""), "没有动作“shred”"),
                Arguments.of(plain.replace("completing=\"pass\"", "completing=\"reject\"").formatted(""),
                        "“reject”没有列在允许的动作里"),
                Arguments.of(plain.replace("completing=\"pass\"", "completing=\"\"").formatted(""), "哪些动作办结本环节"),
                Arguments.of(plain.replace("yizhan:actions=\"pass note\"", "").formatted(""), "没有填写可以做什么(actions)"),
                Arguments.of(plain.replace("yizhan:who=\"office\"", "").formatted(""), "没有填写由谁办理(who)"),
                Arguments.of(plain.replace("who=\"office\"", "who=\"boss\"").formatted(""), "没有“boss”(who)，可以用："),
                Arguments.of(with.formatted("yizhan:limit=\"never\""), "没有“never”(limit)"),
                Arguments.of(with.formatted("yizhan:back=\"note\""), "back 写作"),
                Arguments.of(with.formatted("yizhan:back=\"pass>work\""), "不能既办结又退回"),
                Arguments.of(with.formatted("yizhan:back=\"note>work\""), "不能退回到“办”"),
                Arguments.of(with.formatted("yizhan:back=\"note>nowhere\""), "不能退回到“nowhere”"),
                Arguments.of(plain.replace(" name=\"办\"", "").formatted(""), "办理环节要有名称"),
                Arguments.of(plain.replace("name=\"办\"", "name=\"" + "长".repeat(61) + "\"").formatted(""), "名称最多60字"));
    }

    @ParameterizedTest
    @MethodSource("wrongAtWork")
    void refusesATaskWithWhatItCannotHave(String task, String reason) {
        assertThat(Drawn.small().element("work", task).faults())
                .anySatisfy(fault -> assertThat(fault).contains("(work)：").contains(reason));
    }

    @Test
    void refusesUndeclaredOutcomesAndHooks() {
        assertThat(Drawn.small().element("end", "<endEvent id=\"end\" yizhan:outcome=\"lost\"/>").faults())
                .containsExactly(
                        "(end)：本类办件没有“lost”(outcome)，可以用：" + String.join("、", Drawn.WORDS.outcomes().keySet()));
        assertThat(Drawn.small().element("end", "<endEvent id=\"end\"/>").faults())
                .containsExactly("(end)：没有填写办件的结果(outcome)");
        assertThat(new Drawn()
                .start("start")
                .element("h", "<serviceTask id=\"h\" yizhan:hook=\"launch\"/>")
                .end("end")
                .path("start h end")
                .faults())
                .containsExactly("(h)：本类办件没有“launch”(hook)，可以用：tell");
        assertThat(new Drawn()
                .start("start")
                .element("h", "<serviceTask id=\"h\" yizhan:hook=\"tell\" camunda:class=\"a.B\"/>")
                .end("end")
                .path("start h end")
                .faults())
                .containsExactly("(h)：不支持其他软件的扩展属性 camunda:class");
    }

    @Test
    void allowsWhatIsOnlyDrawing() {
        String xml = Drawn.small()
                .xml()
                .replace("<process id",
                        "<collaboration id=\"k\"><participant id=\"pool\" name=\"县\" processRef=\"p\"/></collaboration><process id")
                .replace("<startEvent",
                        "<laneSet id=\"ls\"><lane id=\"l\" name=\"办\"><flowNodeRef>work</flowNodeRef></lane></laneSet><startEvent")
                .replace(
                        "</process>",
                        "<textAnnotation id=\"t\"><text>记</text></textAnnotation>"
                                + "<association id=\"as\" sourceRef=\"work\" targetRef=\"t\"/></process>")
                .replace("<userTask", "<!-- note --><userTask")
                .replace("yizhan:who",
                        "xmlns:bioc=\"http://bpmn.io/schema/bpmn/biocolor/1.0\" bioc:stroke=\"#831311\" yizhan:who");
        assertThat(Drawn.faults(xml)).isEmpty();
    }

    static Stream<Arguments> wrongFiles() {
        String sound = Drawn.small().xml();
        return Stream.of(
                Arguments.of("", "文件是空的"),
                Arguments.of("hello", "第1行不符合 BPMN 2.0 的格式"),
                Arguments.of("{\"a\":1}", "第1行"),
                Arguments.of("<html/>", "BPMN 2.0"),
                Arguments.of(sound.substring(0, sound.length() - 30), "不符合 BPMN 2.0 的格式"),
                Arguments.of(sound.replace("<userTask", "<humanTask"), "不符合 BPMN 2.0 的格式"),
                Arguments.of(sound.replace("http://www.omg.org/spec/BPMN/20100524/MODEL", "http://example.org/"),
                        "BPMN 2.0"),
                Arguments.of(sound.replace("?>\n", "?>\n<!DOCTYPE definitions>\n"), "DOCTYPE"),
                Arguments.of(
                        sound.replace("?>\n", "?>\n<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n")
                                .replace("试流程", "&x;"),
                        "DOCTYPE"),
                Arguments.of(
                        sound.replace("?>\n", "?>\n<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n")
                                .replace("试流程", "&b;"),
                        "DOCTYPE"),
                Arguments.of(sound.replace("试流程", "&x;"), "不符合 BPMN 2.0 的格式"),
                Arguments.of(sound.replace("试流程", ""), "流程要有名称"),
                Arguments.of(sound.replace("id=\"p\"", "id=\"" + "p".repeat(61) + "\""), "流程的 id"),
                Arguments.of(sound.replace("</definitions>", "<process id=\"q\"/></definitions>"), "一个文件只能有一个流程，这里有2个"),
                Arguments.of(Drawn.HEAD + "</definitions>", "文件里没有流程"),
                Arguments.of(Drawn.HEAD + "<process id=\"p\" name=\"空\"/></definitions>", "流程没有开始"),
                Arguments.of(sound.replace("<process ", "<message id=\"m\" name=\"信\"/><process "),
                        "「信」(m)：不支持消息 message"),
                Arguments.of(
                        sound.replace("<process ",
                                "<import importType=\"x\" location=\"http://evil\" namespace=\"n\"/><process "),
                        "不支持引入其他文件"),
                Arguments.of(sound.replace("<process ", "<process camunda:historyTimeToLive=\"1\" "),
                        "(p)：不支持其他软件的扩展属性 camunda:historyTimeToLive"),
                Arguments.of(
                        sound.replace("<process id",
                                "<collaboration id=\"k\"><participant id=\"other\" name=\"外部\"/></collaboration><process id"),
                        "「外部」(other)：泳池没有对应本流程"),
                Arguments.of(sound.replace("targetRef=\"end\"", "targetRef=\"nowhere\""), "不符合 BPMN 2.0 的格式：nowhere"),
                Arguments.of(sound.replace("targetRef=\"end\"", "targetRef=\"p\""), "流转线的一端不是流程中的节点"),
                Arguments.of(
                        sound.replace("</definitions>",
                                "<x:y xmlns:x=\"urn:x\">" + "<x:z>".repeat(50_000) + "</x:z>".repeat(50_000)
                                        + "</x:y></definitions>"),
                        ""),
                Arguments.of(sound + " ".repeat(ProcessReader.MOST_BYTES), "流程文件最大512KB"));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void refusesAFileThatIsNoProcess(String xml, String reason) {
        assertThat(Drawn.faults(xml)).anySatisfy(fault -> assertThat(fault).contains(reason));
    }

    @Test
    void refusesATooLargeDrawing() {
        Drawn many = new Drawn().start("start").end("end");
        String before = "start";
        for (int number = 0; number < Drawing.MOST_NODES; number++) {
            many.task("t" + number).line(before, "t" + number);
            before = "t" + number;
        }
        assertThat(many.line(before, "end").faults()).containsExactly("「试流程」(p)：一个流程最多200个节点，这里有202个");
    }

    @Test
    void readsOtherEncodings() {
        String xml = Drawn.small().xml();
        assertThat(ProcessReader.read(xml.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16), Drawn.WORDS))
                .isInstanceOf(Read.Sound.class);
    }

    @Test
    void refusesALineThatAsksWhereNothingIsChosen() {
        assertThat(new Drawn().start("start")
                .task("work")
                .end("end")
                .line("start", "work")
                .line("work", "end", "urgent")
                .faults())
                .containsExactly("(work-end)：只有从排他网关出去的线可以带条件");
    }
}
