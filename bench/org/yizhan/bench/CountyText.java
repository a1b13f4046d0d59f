package org.yizhan.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import com.hankcs.hanlp.dictionary.CoreDictionary;

/**
 * Made-up articles of a county, and questions to them: each article is about one topic and uses its words again and again
 * between the words of the language, which come as often as in the dictionary's own texts. The same seed makes the same text.
 */
final class CountyText {
    private static final List<List<String>> TOPICS = Arrays.stream("""
            防汛抗旱 水库 水位 汛期 山洪 隐患 排查 值班 堤防 预案 转移 泄洪 水利局 雨情 巡查 责任制 防汛 抗旱
            医疗保障 医保 缴费 参保 报销 住院 门诊 药品 目录 异地就医 结算 定点 医院 慢性病 基金 医保局 待遇
            义务教育 学校 招生 入学 学区 教师 学生 家长 课程 食堂 校车 教育局 中考 幼儿园 奖学金 资助 近视
            移民后期扶持 移民 补助 名单 公示 资金 项目 村组 身份 核定 直补 监督 扶持 库区 移民局 审核 发放
            森林防火 林业 火源 护林员 野外 用火 火险 扑救 林场 防火期 通告 祭扫 巡护 林业局 病虫害 造林 松材线虫
            安全生产 企业 检查 整改 事故 应急 煤矿 危险化学品 烟花爆竹 培训 责任 隐患 执法 应急管理局 演练 处罚
            就业创业 培训 招聘 岗位 企业 补贴 返乡 务工 高校毕业生 公益性岗位 技能 社保 贷款 人社局 就业援助 零工市场
            乡村振兴 油茶 茶叶 合作社 产业 脱贫 监测 帮扶 驻村 工作队 人居环境 厕所 道路 农业农村局 高标准农田 示范村
            生态环境 污染 大气 水质 监测 河长 排污 环评 秸秆 焚烧 扬尘 治理 督察 生态环境局 固体废物 噪声 饮用水源
            养老服务 低保 特困 救助 老年人 高龄 津贴 敬老院 残疾人 临时救助 民政局 殡葬 婚姻登记 孤儿 慈善 社区
            住房公积金 提取 贷款 缴存 购房 租房 还款 利率 公租房 保障性住房 物业 维修资金 老旧小区 改造 住建局 电梯
            道路交通 公路 桥梁 养护 客运 班线 车辆 驾驶证 年检 违法 超限 运输 停车 交通运输局 公交 农村公路 事故多发
            招商引资 投资 项目 园区 开工 签约 企业 用地 税收 优惠 营商环境 审批 一窗通办 营业执照 商务局 产业链
            文化旅游 景区 非遗 古村落 博物馆 图书馆 演出 民宿 旅游节 门票 游客 文旅局 体育 赛事 健身 全民阅读
            政务公开 政府信息 依申请 公开 指南 年度报告 网站 栏目 更新 解读 公文 县政府 办公室 会议纪要 督查 通报
            疫苗接种 疾控 传染病 卫生院 体检 妇幼 家庭医生 签约 流感 健康 急救 献血 卫健局 公共卫生 食品安全 餐饮
            """.strip().split("\n")).map(line -> List.of(line.strip().split(" "))).toList();
    private static final String[] TOWNS = "城关镇 青石镇 龙潭乡 白鹤镇 石桥乡 大坪镇 竹园乡 双河镇 马鞍乡 清溪镇 云峰乡 长岭镇".split(" ");
    private static final String[] TITLES = "工作的通知 情况的通报 实施方案 的公告 专项检查结果 工作会议召开 资金分配公示 管理办法 政策解读 座谈会".split(" ");
    private static final String SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许邓冯韩曹";
    private static final String GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲建国华红梅建平志远德";

    private static final int COMMON = 20;
    private static final String[] LANGUAGE;
    private static final long[] UP_TO;

    static {
        List<String> characters = IntStream.range(0x4E00, 0x9FA6)
                .mapToObj(Character::toString)
                .filter(c -> frequency(c) >= COMMON)
                .toList();
        var words = new ArrayList<>(characters);
        characters.forEach(first -> characters.stream()
                .map(second -> first + second)
                .filter(word -> frequency(word) > 0)
                .forEach(words::add));
        LANGUAGE = words.toArray(String[]::new);
        UP_TO = words.stream().mapToLong(CountyText::frequency).toArray();
        Arrays.parallelPrefix(UP_TO, Long::sum);
    }

    private final Random random;

    CountyText(long seed) {
        random = new Random(seed);
    }

    int topic() {
        return random.nextInt(TOPICS.size());
    }

    String title(int topic) {
        return pick(TOWNS) + (random.nextBoolean() ? "关于做好" : "") + topicWord(topic) + topicWord(topic)
                + pick(TITLES);
    }

    /** 600 to 1,500 characters, one article in two hundred 20,000. */
    String body(int topic) {
        int length = random.nextInt(200) == 0 ? 20_000 : 600 + random.nextInt(900);
        var text = new StringBuilder(length + 20);
        while (text.length() < length) {
            for (int words = 4 + random.nextInt(8); words > 0; words--) {
                text.append(switch (random.nextInt(60)) {
                    case 0 -> name();
                    case 1 -> pick(TOWNS);
                    case 2 -> 2016 + random.nextInt(11) + "年" + (1 + random.nextInt(12)) + "月";
                    default -> random.nextInt(3) == 0 ? topicWord(topic) : languageWord();
                });
            }
            text.append(random.nextInt(3) > 0 ? "，" : random.nextInt(4) > 0 ? "。" : "。\n");
        }
        return text.toString();
    }

    String number(int article) {
        return "云府办发〔" + (2016 + article % 11) + "〕" + article + "号";
    }

    /** One to four words, frequent and rare, apart or together; names, document numbers, nonsense. */
    String question(int articles) {
        return switch (random.nextInt(20)) {
            case 0 -> number(1 + random.nextInt(articles));
            case 1 -> name();
            case 2 -> nonsense() + topicWord(topic());
            case 3 -> title(topic());
            default -> words(1 + random.nextInt(4));
        };
    }

    private String words(int count) {
        int topic = topic();
        String between = random.nextBoolean() ? " " : "";
        var question = new StringBuilder();
        for (int i = 0; i < count; i++) {
            question.append(i == 0 ? "" : between)
                    .append(switch (random.nextInt(6)) {
                        case 0 -> LANGUAGE[random.nextInt(LANGUAGE.length)];
                        case 1 -> languageWord();
                        case 2 -> topicWord(topic());
                        default -> topicWord(topic);
                    });
        }
        return question.toString();
    }

    private String name() {
        return "" + SURNAMES.charAt(random.nextInt(SURNAMES.length())) + GIVEN.charAt(random.nextInt(GIVEN.length()))
                + GIVEN.charAt(random.nextInt(GIVEN.length()));
    }

    private String nonsense() {
        var text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            text.append((char) (0x4E00 + random.nextInt(0x5000)));
        }
        return text.toString();
    }

    /** The first words of a topic are the most frequent ones. */
    private String topicWord(int topic) {
        List<String> words = TOPICS.get(topic);
        return words.get((int) (Math.pow(words.size() + 1.0, random.nextDouble()) - 1));
    }

    private String languageWord() {
        int at = Arrays.binarySearch(UP_TO, (long) (random.nextDouble() * UP_TO[UP_TO.length - 1]) + 1);
        return LANGUAGE[at < 0 ? -at - 1 : at];
    }

    private static int frequency(String word) {
        CoreDictionary.Attribute known = CoreDictionary.get(word);
        return known == null ? 0 : known.totalFrequency;
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
