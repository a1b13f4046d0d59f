package org.yizhan.casework.flow;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Files in the manner of other programs: taken where they stay within the subset, else refused with the element named. */
class ForeignFileTests {
    private static final String SHELL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
             xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
             xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:yizhan="https://yizhan.org/bpmn/1" %s
             id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">
            %s
            </bpmn:definitions>
            """;

    @Test
    void takesAFileOfBpmnIoWithItsDrawing() {
        assertThat(Drawn.faults(SHELL.formatted(
                "exporter=\"bpmn-js\" exporterVersion=\"18\"",
                """
                        <bpmn:process id="Process_1" name="来件" isExecutable="false">
                          <bpmn:startEvent id="StartEvent_1"><bpmn:outgoing>Flow_1</bpmn:outgoing></bpmn:startEvent>
                          <bpmn:userTask id="Activity_1" name="看" yizhan:who="office" yizhan:actions="pass" yizhan:completing="pass">
                            <bpmn:incoming>Flow_1</bpmn:incoming><bpmn:outgoing>Flow_2</bpmn:outgoing>
                          </bpmn:userTask>
                          <bpmn:endEvent id="Event_1" yizhan:outcome="done"><bpmn:incoming>Flow_2</bpmn:incoming></bpmn:endEvent>
                          <bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_1" targetRef="Activity_1" />
                          <bpmn:sequenceFlow id="Flow_2" sourceRef="Activity_1" targetRef="Event_1" />
                        </bpmn:process>
                        <bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="Process_1">
                          <bpmndi:BPMNShape id="S1" bpmnElement="StartEvent_1"><dc:Bounds x="1" y="1" width="36" height="36" /></bpmndi:BPMNShape>
                          <bpmndi:BPMNEdge id="E1" bpmnElement="Flow_1"><di:waypoint x="1" y="1" /><di:waypoint x="2" y="1" /></bpmndi:BPMNEdge>
                        </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
                        """)))
                .isEmpty();
    }

    @Test
    void namesTheFirstTaskThatBpmnIoLeavesWithoutAType() {
        assertThat(Drawn.faults(SHELL.formatted(
                "",
                """
                        <bpmn:process id="Process_1" name="来件"><bpmn:startEvent id="s"/><bpmn:task id="Activity_9" name="受理"/>
                        <bpmn:endEvent id="e" yizhan:outcome="done"/></bpmn:process>
                        """)))
                .containsExactly("「受理」：不支持未指明类型的任务");
    }

    @Test
    void namesWhatACamundaFileAsksItsEngineToDo() {
        assertThat(Drawn.faults(SHELL.formatted(
                "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" xmlns:modeler=\"http://camunda.org/schema/modeler/1.0\""
                        + " modeler:executionPlatform=\"Camunda Platform\"",
                """
                        <bpmn:process id="invoice" name="发票" camunda:historyTimeToLive="180">
                          <bpmn:startEvent id="start" camunda:formKey="embedded:app:start.html"/>
                          <bpmn:userTask id="approve" name="批准" camunda:assignee="${approver}">
                            <bpmn:extensionElements><camunda:taskListener class="org.demo.Notify" event="create"/></bpmn:extensionElements>
                          </bpmn:userTask>
                          <bpmn:scriptTask id="calc" name="计算" scriptFormat="groovy"><bpmn:script>1+1</bpmn:script></bpmn:scriptTask>
                          <bpmn:boundaryEvent id="late" name="超期" attachedToRef="approve"><bpmn:timerEventDefinition id="t"/></bpmn:boundaryEvent>
                        </bpmn:process>
                        """)))
                .contains(
                        "「发票」：带有其他软件的设置“camunda:historyTimeToLive”，请在那个软件里去掉",
                        "没有名字的开始：带有其他软件的设置“camunda:formKey”，请在那个软件里去掉",
                        "「批准」：带有其他软件的设置“camunda:assignee”，请在那个软件里去掉",
                        "「批准」：带有其他软件的设置“camunda:taskListener”，请在那个软件里去掉",
                        "「计算」：不支持脚本任务",
                        "「超期」：不支持边界事件");
    }

    @Test
    void namesWhatAFlowableFileAsksItsEngineToDo() {
        assertThat(Drawn.faults(SHELL.formatted(
                "xmlns:flowable=\"http://flowable.org/bpmn\" typeLanguage=\"http://www.w3.org/2001/XMLSchema\"",
                """
                        <bpmn:process id="leave" name="请假" isExecutable="true">
                          <bpmn:startEvent id="start" flowable:initiator="initiator"/>
                          <bpmn:userTask id="boss" name="领导" flowable:candidateGroups="managers"/>
                          <bpmn:serviceTask id="mail" name="发信" flowable:type="mail"/>
                          <bpmn:exclusiveGateway id="g"/>
                          <bpmn:sequenceFlow id="f" sourceRef="g" targetRef="mail">
                            <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression"><![CDATA[${approved}]]></bpmn:conditionExpression>
                          </bpmn:sequenceFlow>
                        </bpmn:process>
                        """)))
                .contains(
                        "没有名字的开始：带有其他软件的设置“flowable:initiator”，请在那个软件里去掉",
                        "「领导」：带有其他软件的设置“flowable:candidateGroups”，请在那个软件里去掉",
                        "「发信」：带有其他软件的设置“flowable:type”，请在那个软件里去掉");
    }

    @Test
    void passesOverTheNotesOfSignavioAndRefusesItsInclusiveGateway() {
        String process = """
                <bpmn:process id="sid-1" name="审批" isClosed="false" processType="None">
                  <bpmn:extensionElements/>
                  <bpmn:startEvent id="sid-2" name=""><bpmn:extensionElements>
                    <signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffff"/></bpmn:extensionElements></bpmn:startEvent>
                  %s
                  <bpmn:userTask id="sid-4" name="批" implementation="##unspecified" startQuantity="1" completionQuantity="1"
                    isForCompensation="false" yizhan:who="office" yizhan:actions="pass" yizhan:completing="pass"/>
                  <bpmn:endEvent id="sid-5" yizhan:outcome="done"/>
                  <bpmn:sequenceFlow id="sid-6" sourceRef="sid-2" targetRef="sid-4" isImmediate="true"/>
                  <bpmn:sequenceFlow id="sid-7" sourceRef="sid-4" targetRef="sid-5"/>
                </bpmn:process>
                """;
        String head = "xmlns:signavio=\"http://www.signavio.com\" exporter=\"Signavio Process Editor, http://www.signavio.com\"";
        assertThat(Drawn.faults(SHELL.formatted(head, process.formatted("")))).isEmpty();
        assertThat(Drawn
                .faults(SHELL.formatted(head, process.formatted("<bpmn:inclusiveGateway id=\"sid-3\" name=\"或\"/>"))))
                .containsExactly("「或」：不支持包容网关");
    }
}
