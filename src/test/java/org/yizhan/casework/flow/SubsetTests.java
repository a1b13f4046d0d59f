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
                .anySatisfy(fault -> assertThat(fault).matches("「怪节点」：不支持[\\p{IsHan}]+"));
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
                .anySatisfy(fault -> assertThat(fault).matches("「完」：.*不支持[\\p{IsHan}]+"));
    }

    @Test
    void refusesABoundaryEventByName() {
        assertThat(Drawn.small()
                .element("late",
                        "<boundaryEvent id=\"late\" name=\"超时\" attachedToRef=\"work\"><timerEventDefinition id=\"d\"/></boundaryEvent>")
                .faults())
                .anySatisfy(fault -> assertThat(fault).startsWith("「超时」：不支持边界事件"));
    }

    static Stream<Arguments> wrongAtWork() {
        String plain = "<userTask id=\"work\" name=\"办\" yizhan:who=\"office\" yizhan:actions=\"pass note\" yizhan:completing=\"pass\">%s</userTask>";
        String with = "<userTask id=\"work\" name=\"办\" yizhan:who=\"office\" yizhan:actions=\"pass note\" yizhan:completing=\"pass\" %s/>";
        String loop = plain.formatted("<multiInstanceLoopCharacteristics %s</multiInstanceLoopCharacteristics>");
        return Stream.of(
                Arguments.of(with.formatted("camunda:assignee=\"demo\""), "带有其他软件的设置“camunda:assignee”"),
                Arguments.of(with.formatted("flowable:candidateGroups=\"a\""), "带有其他软件的设置“flowable:candidateGroups”"),
                Arguments.of(
                        plain.formatted(
                                "<extensionElements><camunda:taskListener event=\"create\" class=\"x.Y\"/></extensionElements>"),
                        "带有其他软件的设置“camunda:taskListener”"),
                Arguments.of(
                        plain.formatted("<extensionElements><flowable:executionListener/></extensionElements>"),
                        "带有其他软件的设置“flowable:executionListener”"),
                Arguments.of(plain.formatted("<extensionElements><yizhan:who>office</yizhan:who></extensionElements>"),
                        "要写成属性"),
                Arguments.of(with.formatted("yizhan:when=\"now\""), "没有“yizhan:when”这项设置"),
                Arguments.of(with.formatted("isForCompensation=\"true\""), "带有不支持的设置“isForCompensation=true”"),
                Arguments.of(with.formatted("startQuantity=\"2\""), "带有不支持的设置“startQuantity=2”"),
                Arguments.of(plain.formatted("<standardLoopCharacteristics/>"), "不支持循环"),
                Arguments.of(plain.formatted("<potentialOwner/>"), "不支持办理人"),
                Arguments.of(plain.formatted("<ioSpecification><inputSet/><outputSet/></ioSpecification>"), "不支持输入输出"),
                Arguments.of(plain.formatted("<property id=\"x\"/>"), "不支持属性"),
                Arguments.of(
                        loop.formatted(
                                "yizhan:over=\"units\" yizhan:finish=\"all\"><loopCardinality>3</loopCardinality>"),
                        "不支持次数表达式"),
                Arguments.of(
                        loop.formatted(
                                "yizhan:over=\"units\" yizhan:finish=\"all\"><completionCondition>${x}</completionCondition>"),
                        "不支持完成条件表达式"),
                Arguments.of(loop.formatted("camunda:collection=\"x\">"), "camunda:collection"),
                Arguments.of(loop.formatted(">"), "要选按哪个名单"),
                Arguments.of(loop.formatted("yizhan:over=\"place\" yizhan:finish=\"all\">"), "没有名单“place”"),
                Arguments.of(loop.formatted("yizhan:over=\"units\" yizhan:finish=\"0\">"), "几个办完就算办完，填 all"),
                Arguments.of(loop.formatted("yizhan:over=\"units\" yizhan:finish=\"half\">"), "不能是“half”"),
                Arguments.of(loop.formatted("yizhan:over=\"units\" yizhan:finish=\"all\" yizhan:veto=\"note\">"),
                        "一票决定的“备注”"),
                Arguments.of(loop.formatted("behavior=\"One\" yizhan:over=\"units\" yizhan:finish=\"all\">"),
                        "带有不支持的设置“behavior=One”"),
                Arguments.of(plain.replace("pass note", "pass shred").formatted(""), "不能做“shred”"),
                Arguments.of(plain.replace("completing=\"pass\"", "completing=\"reject\"").formatted(""),
                        "“不通过”没有列在可以做的里面"),
                Arguments.of(plain.replace("completing=\"pass\"", "completing=\"\"").formatted(""), "没有选做了什么就办结本环节"),
                Arguments.of(plain.replace("yizhan:actions=\"pass note\"", "").formatted(""), "没有选可以做什么"),
                Arguments.of(plain.replace("yizhan:who=\"office\"", "").formatted(""), "没有选由谁办理"),
                Arguments.of(plain.replace("who=\"office\"", "who=\"boss\"").formatted(""),
                        "由谁办理填的是“boss”，本类办件没有；可以选："),
                Arguments.of(with.formatted("yizhan:limit=\"never\""), "环节期限填的是“never”"),
                Arguments.of(with.formatted("yizhan:back=\"note\""), "退回到哪里的写法看不懂"),
                Arguments.of(with.formatted("yizhan:back=\"pass>work\""), "不能既办结又退回"),
                Arguments.of(with.formatted("yizhan:back=\"note>work\""), "不能退回到“办”"),
                Arguments.of(with.formatted("yizhan:back=\"note>nowhere\""), "“备注”要退回的环节已经不在图上"),
                Arguments.of(plain.replace(" name=\"办\"", "").formatted(""), "没有名字的办理环节：要起一个名字"),
                Arguments.of(plain.replace("name=\"办\"", "name=\"" + "长".repeat(61) + "\"").formatted(""), "名称最多60字"));
    }

    @ParameterizedTest
    @MethodSource("wrongAtWork")
    void refusesATaskWithWhatItCannotHave(String task, String reason) {
        assertThat(Drawn.small().element("work", task).faults())
                .anySatisfy(fault -> assertThat(fault).doesNotContain("(work)").contains(reason));
    }

    @Test
    void refusesUndeclaredOutcomesAndHooks() {
        assertThat(Drawn.small().element("end", "<endEvent id=\"end\" yizhan:outcome=\"lost\"/>").faults())
                .containsExactly(
                        "「环节work」之后没有名字的结束：办件的结果填的是“lost”，本类办件没有；可以选："
                                + String.join("、", Drawn.WORDS.outcomes().values()));
        assertThat(Drawn.small().element("end", "<endEvent id=\"end\"/>").faults())
                .containsExactly("「环节work」之后没有名字的结束：没有选办件的结果");
        assertThat(new Drawn()
                .start("start")
                .element("h", "<serviceTask id=\"h\" yizhan:hook=\"launch\"/>")
                .end("end")
                .path("start h end")
                .faults())
                .containsExactly("没有名字的自动环节：自动做什么填的是“launch”，本类办件没有；可以选：告知");
        assertThat(new Drawn()
                .start("start")
                .element("h", "<serviceTask id=\"h\" yizhan:hook=\"tell\" camunda:class=\"a.B\"/>")
                .end("end")
                .path("start h end")
                .faults())
                .containsExactly("没有名字的自动环节：带有其他软件的设置“camunda:class”，请在那个软件里去掉");
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
                Arguments.of(sound.replace("id=\"p\"", "id=\"" + "p".repeat(61) + "\""), "在文件中的编号"),
                Arguments.of(sound.replace("</definitions>", "<process id=\"q\"/></definitions>"), "一个文件只能有一个流程，这里有2个"),
                Arguments.of(Drawn.HEAD + "</definitions>", "文件里没有流程"),
                Arguments.of(Drawn.HEAD + "<process id=\"p\" name=\"空\"/></definitions>", "流程没有开始"),
                Arguments.of(sound.replace("<process ", "<message id=\"m\" name=\"信\"/><process "),
                        "「信」：不支持消息"),
                Arguments.of(
                        sound.replace("<process ",
                                "<import importType=\"x\" location=\"http://evil\" namespace=\"n\"/><process "),
                        "不支持引入其他文件"),
                Arguments.of(sound.replace("<process ", "<process camunda:historyTimeToLive=\"1\" "),
                        "「试流程」：带有其他软件的设置“camunda:historyTimeToLive”"),
                Arguments.of(
                        sound.replace("<process id",
                                "<collaboration id=\"k\"><participant id=\"other\" name=\"外部\"/></collaboration><process id"),
                        "「外部」：泳池没有对应本流程"),
                Arguments.of(sound.replace("targetRef=\"end\"", "targetRef=\"nowhere\""), "不符合 BPMN 2.0 的格式：nowhere"),
                Arguments.of(sound.replace("targetRef=\"end\"", "targetRef=\"p\""), "有一头没有连到环节上"),
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
        assertThat(many.line(before, "end").faults()).containsExactly("「试流程」：一个流程最多200个节点，这里有202个");
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
                .containsExactly("从「环节work」到「结束end」的连线：只有从“选择”出去的线可以带条件");
    }
}
