package org.yizhan.casework.flow;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.operaton.bpm.model.bpmn.Bpmn;
import org.operaton.bpm.model.bpmn.BpmnModelInstance;
import org.operaton.bpm.model.xml.ModelException;
import org.w3c.dom.Document;

/** Reads a process file (流程文件) and refuses what is outside the subset or could get stuck. */
public final class ProcessReader {
    public static final int MOST_BYTES = 512 * 1024;

    /** The library puts what the parser said into a text. */
    private static final Pattern LINE = Pattern.compile("Line=(\\d+): (.*)", Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile("'(?:\\{\"[^\"]*\":)?([^'{}\"]{1,80})}?'");

    private ProcessReader() {}

    public static Read read(byte[] bpmn, Vocabulary vocabulary) {
        if (bpmn.length == 0) {
            return refused("文件是空的");
        }
        if (bpmn.length > MOST_BYTES) {
            return refused("流程文件最大" + MOST_BYTES / 1024 + "KB");
        }
        try {
            BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn));
            Drawing drawing = Drawing.of((Document) model.getDocument().getDomSource().getNode(), vocabulary);
            if (!drawing.faults().isEmpty()) {
                return new Read.Refused(drawing.faults());
            }
            Graph graph = drawing.graph();
            Blocks blocks = Blocks.of(graph);
            List<Fault> faults = Soundness.faults(graph, blocks, vocabulary);
            return faults.isEmpty()
                    ? new Read.Sound(
                            new CaseProcess(drawing.key(), drawing.name(), graph, blocks, Bpmn.convertToString(model)))
                    : new Read.Refused(faults);
        } catch (ModelException e) {
            return refused(unreadable(e));
        }
    }

    private static Read refused(String text) {
        return new Read.Refused(List.of(new Fault("", "", text)));
    }

    private static String unreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("DOCTYPE")) {
                return "文件含有 DOCTYPE 声明，不能使用";
            }
            Matcher line = LINE.matcher(message);
            if (line.find()) {
                Matcher quoted = QUOTED.matcher(line.group(2));
                return "第" + line.group(1) + "行不符合 BPMN 2.0 的格式" + (quoted.find() ? "：" + quoted.group(1) : "");
            }
        }
        return "这不是 BPMN 2.0 的流程文件";
    }
}
