package org.yizhan.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.apache.poi.xwpf.usermodel.XWPFDocument;

/**
 * Makes documents for measuring the import: {@code Documents FOLDER COUNT}; in all encodings, one in ten as Word, each
 * different, the same for every run.
 */
public final class Documents {
    private static final String[] PLACES = {"云岭县", "青石镇", "白水乡", "大河镇", "梅林乡", "沙坝镇"};
    private static final String[] OFFICES = {"水利局", "教育局", "财政局", "民政局", "农业局", "政府办公室", "卫生局"};
    private static final String[] MATTERS = {"防汛", "抗旱", "政务公开", "网站管理", "扶贫", "春耕生产", "森林防火", "安全生产"};
    private static final String[] SENTENCES = {"要高度重视，加强领导，落实责任，确保各项工作按时完成。", "各单位要认真对照检查，查找存在的问题，制定整改措施。",
        "全年共受理群众来信三百二十件，办结三百一十五件。", "要进一步完善制度，规范程序，提高办事效率和服务水平。", "经费由县财政统筹安排，专款专用，接受审计监督。"};
    private static final Charset[] ENCODINGS = {StandardCharsets.UTF_8, Charset.forName("GB18030"),
        StandardCharsets.UTF_16LE,
        StandardCharsets.UTF_16BE, StandardCharsets.UTF_8};

    private Documents() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        var random = new Random(20130501);
        for (int i = 0; i < count; i++) {
            Path year = folder.resolve(String.valueOf(2006 + i % 20));
            Files.createDirectories(year);
            String text = document(random, i);
            if (i % 10 == 9) {
                Files.write(year.resolve("文件" + i + ".docx"), word(text));
            } else {
                Files.write(year.resolve("文件" + i + ".txt"), text.getBytes(ENCODINGS[i % ENCODINGS.length]));
            }
        }
    }

    private static String document(Random random, int i) {
        String place = PLACES[random.nextInt(PLACES.length)];
        String office = place + OFFICES[random.nextInt(OFFICES.length)];
        String matter = MATTERS[random.nextInt(MATTERS.length)];
        int year = 2006 + i % 20;
        var text = new StringBuilder();
        text.append(office)
                .append("关于")
                .append(year)
                .append("年第")
                .append(i)
                .append("号")
                .append(matter)
                .append("工作的通知\n");
        String[] numbers = {"一", "二", "三", "四", "五", "六"};
        int parts = 2 + random.nextInt(5);
        text.append("各乡镇人民政府，县直各单位：\n");
        for (int part = 0; part < parts; part++) {
            text.append(numbers[part]).append("、").append(matter).append("工作第").append(part + 1).append("项任务\n");
            int paragraphs = 1 + random.nextInt(5);
            for (int p = 0; p < paragraphs; p++) {
                int sentences = 2 + random.nextInt(8);
                for (int s = 0; s < sentences; s++) {
                    text.append(SENTENCES[random.nextInt(SENTENCES.length)]);
                }
                text.append('\n');
            }
        }
        return text.append(office)
                .append('\n')
                .append(year)
                .append('年')
                .append(1 + random.nextInt(12))
                .append('月')
                .append(1 + random.nextInt(28))
                .append("日\n")
                .toString();
    }

    private static byte[] word(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var document = new XWPFDocument()) {
            text.lines().forEach(line -> document.createParagraph().createRun().setText(line));
            document.write(bytes);
        }
        return bytes.toByteArray();
    }
}
