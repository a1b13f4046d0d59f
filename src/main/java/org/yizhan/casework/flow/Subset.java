package org.yizhan.casework.flow;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which elements and attributes of BPMN 2.0 are read, which are only drawing, and what the others are called. */
final class Subset {
    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String OURS = "https://yizhan.org/bpmn/1";
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    /** Places, sizes, colours and the exporting program's notes about itself; none of it can change what happens. */
    static final Set<String> DRAWING = Set.of(
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DC",
            "http://www.omg.org/spec/DD/20100524/DI",
            "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
            "http://bpmn.io/schema/bpmn",
            "http://bpmn.io/schema/bpmn/biocolor/1.0",
            "http://camunda.org/schema/modeler/1.0",
            "http://www.signavio.com",
            "http://www.w3.org/XML/1998/namespace");

    /**
     * @param label      for the screen
     * @param children   allowed below it
     * @param attributes allowed without prefix, with the values they may have
     * @param ours       allowed with our prefix
     */
    record Element(String label, Set<String> children, Map<String, Pattern> attributes, Set<String> ours) {}

    private static final String NODE = "documentation extensionElements incoming outgoing ";
    private static final String NOTE = "documentation extensionElements ";
    private static final String TASK = "id name isForCompensation=false startQuantity=1 completionQuantity=1 implementation=##unspecified|##WebService ";

    private static final Map<String, Element> ELEMENTS = new LinkedHashMap<>();

    static {
        element("definitions", "文件", NOTE + "process collaboration category BPMNDiagram",
                "id name targetNamespace exporter exporterVersion expressionLanguage typeLanguage", "");
        element("process", "流程",
                NOTE + "laneSet startEvent endEvent userTask serviceTask exclusiveGateway parallelGateway sequenceFlow"
                        + " textAnnotation association group",
                "id name isExecutable processType isClosed definitionalCollaborationRef", "");
        element("startEvent", "开始", NODE, "id name isInterrupting=true parallelMultiple=false", "");
        element("endEvent", "结束", NODE, "id name", "outcome");
        element("userTask", "办理环节", NODE + "multiInstanceLoopCharacteristics", TASK,
                "who limit actions completing back");
        element("multiInstanceLoopCharacteristics", "多人办理", NOTE, "id isSequential behavior=All", "over finish veto");
        element("serviceTask", "自动环节", NODE, TASK, "hook");
        element("exclusiveGateway", "选择", NODE, "id name gatewayDirection default", "");
        element("parallelGateway", "并行", NODE, "id name gatewayDirection", "");
        element("sequenceFlow", "连线", NOTE + "conditionExpression", "id name sourceRef targetRef isImmediate", "");
        element("conditionExpression", "条件", "", "id", "");
        element("laneSet", "泳道", NOTE + "lane", "id name", "");
        element("lane", "泳道", NOTE + "flowNodeRef childLaneSet", "id name", "");
        element("childLaneSet", "泳道", NOTE + "lane", "id name", "");
        element("collaboration", "协作图", NOTE + "participant textAnnotation association group", "id name isClosed", "");
        element("participant", "泳池", NOTE, "id name processRef", "");
        element("textAnnotation", "注释", NOTE + "text", "id textFormat", "");
        element("association", "注释连线", NOTE, "id sourceRef targetRef associationDirection", "");
        element("group", "分组框", NOTE, "id categoryValueRef", "");
        element("category", "分组", NOTE + "categoryValue", "id name", "");
        element("categoryValue", "分组", NOTE, "id value", "");
        element("documentation", "说明", "", "id textFormat", "");
        element("text", "注释", "", "", "");
        element("extensionElements", "扩展", "", "", "");
        for (String reference : "incoming outgoing flowNodeRef".split(" ")) {
            element(reference, "引用", "", "", "");
        }
    }

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("inclusiveGateway", "包容网关"),
            Map.entry("complexGateway", "复杂网关"),
            Map.entry("eventBasedGateway", "事件网关"),
            Map.entry("boundaryEvent", "边界事件"),
            Map.entry("intermediateCatchEvent", "中间捕获事件"),
            Map.entry("intermediateThrowEvent", "中间抛出事件"),
            Map.entry("timerEventDefinition", "定时器"),
            Map.entry("messageEventDefinition", "消息事件"),
            Map.entry("signalEventDefinition", "信号事件"),
            Map.entry("errorEventDefinition", "错误事件"),
            Map.entry("escalationEventDefinition", "升级事件"),
            Map.entry("conditionalEventDefinition", "条件事件"),
            Map.entry("compensateEventDefinition", "补偿事件"),
            Map.entry("cancelEventDefinition", "取消事件"),
            Map.entry("linkEventDefinition", "链接事件"),
            Map.entry("terminateEventDefinition", "终止事件"),
            Map.entry("scriptTask", "脚本任务"),
            Map.entry("script", "脚本"),
            Map.entry("sendTask", "发送任务"),
            Map.entry("receiveTask", "接收任务"),
            Map.entry("manualTask", "手工任务"),
            Map.entry("businessRuleTask", "业务规则任务"),
            Map.entry("task", "未指明类型的任务"),
            Map.entry("callActivity", "调用活动"),
            Map.entry("subProcess", "子流程"),
            Map.entry("adHocSubProcess", "自由子流程"),
            Map.entry("transaction", "事务"),
            Map.entry("dataObject", "数据对象"),
            Map.entry("dataObjectReference", "数据对象"),
            Map.entry("dataStoreReference", "数据存储"),
            Map.entry("dataStore", "数据存储"),
            Map.entry("ioSpecification", "输入输出"),
            Map.entry("property", "属性"),
            Map.entry("dataInputAssociation", "数据关联"),
            Map.entry("dataOutputAssociation", "数据关联"),
            Map.entry("standardLoopCharacteristics", "循环"),
            Map.entry("loopCardinality", "次数表达式"),
            Map.entry("completionCondition", "完成条件表达式"),
            Map.entry("potentialOwner", "办理人（请在环节上选由谁办理）"),
            Map.entry("humanPerformer", "办理人（请在环节上选由谁办理）"),
            Map.entry("performer", "办理人（请在环节上选由谁办理）"),
            Map.entry("messageFlow", "消息流"),
            Map.entry("message", "消息"),
            Map.entry("signal", "信号"),
            Map.entry("error", "错误"),
            Map.entry("escalation", "升级"),
            Map.entry("import", "引入其他文件"),
            Map.entry("interface", "接口"),
            Map.entry("itemDefinition", "数据类型"),
            Map.entry("choreography", "编排图"),
            Map.entry("conversation", "会话"),
            Map.entry("globalUserTask", "全局任务"));

    private Subset() {}

    static Optional<Element> element(String localName) {
        return Optional.ofNullable(ELEMENTS.get(localName));
    }

    /** What a clerk calls it; what no clerk has a word for is quoted from the file. */
    static String label(String localName) {
        String label = REFUSED.get(localName);
        if (label == null) {
            label = element(localName).map(Element::label).orElse("");
        }
        return label.isEmpty() ? "文件中的“" + localName + "”" : label;
    }

    private static void element(String name, String label, String children, String attributes, String ours) {
        Map<String, Pattern> allowed = new LinkedHashMap<>();
        words(attributes).forEach(attribute -> {
            String[] parts = attribute.split("=", 2);
            allowed.put(parts[0], Pattern.compile(parts.length == 1 ? "(?s).*" : parts[1]));
        });
        ELEMENTS.put(name, new Element(label, words(children), allowed, words(ours)));
    }

    private static Set<String> words(String spaced) {
        return Arrays.stream(spaced.strip().split("\\s+")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }
}
