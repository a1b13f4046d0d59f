package org.yizhan.bench;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.yizhan.content.proofreading.Knowledge;
import org.yizhan.content.proofreading.Proofreader;

/** How long a text of 1,000 characters is read for. */
public final class Checks {
    private static final int ROUNDS = 9;

    private static final String[] SENTENCES = {"为进一步加强全县防汛抗旱工作，按照上级部署要求，现将有关事项通知如下。",
        "各乡镇人民政府、县直各单位要高度重视，明确责任，落实措施，确保人民群众生命财产安全。", "今年以来全县共受理各类事项1276件，其中行政许可592件，公共服务436件，其他248件。",
        "一是统筹安排，二是加强督促检查，三是及时通报情况，推动各项任务落到实处。", "会议将于2026年12月20日上午9时在县政府三楼会议室召开，请于12月18日前报送参会人员名单。",
        "根据《中华人民共和国政府信息公开条例》和云府办发〔2026〕12号文件，主动公开相关信息。", "联系人：县水利局办公室，联系电话0856-1234567，办公地址云岭镇人民路12号。",
        "要坚持以人民为中心，切实解决群众反映强烈的突出问题，不断提升群众的获得感和满意度。"};

    private Checks() {}

    public static void main(String[] arguments) {
        int texts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        var random = new Random(7);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            var text = new StringBuilder(1_100);
            while (text.length() < 1_000) {
                text.append(SENTENCES[random.nextInt(SENTENCES.length)]);
            }
            all.add(text.substring(0, 1_000));
        }
        Knowledge knowledge = Knowledge.of(LocalDate.of(2026, 11, 26));
        var threads = ManagementFactory.getThreadMXBean();
        var rounds = new double[ROUNDS];
        long remarks = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadCpuTime();
            for (String text : all) {
                remarks += Proofreader.read(text, knowledge).size();
            }
            rounds[round] = (threads.getCurrentThreadCpuTime() - before) / 1e6 / texts;
        }
        double first = rounds[0];
        Arrays.sort(rounds);
        System.out.printf("%.2f ms of processor time a text, the median of %d rounds (%.2f in the first, %d remarks)%n",
                rounds[ROUNDS / 2], ROUNDS, first, remarks / ROUNDS);
    }
}
