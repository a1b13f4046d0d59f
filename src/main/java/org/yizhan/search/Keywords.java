package org.yizhan.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a text that say what it is about (关键词), each with how much it tells: the rarer in ordinary writing, the more.
 * What every letter says, from 您好 to 反映, tells nothing.
 */
public final class Keywords {
    private static final double OF_A_LANGUAGE = Math.log(200_000);
    private static final int TOO_USUAL = 6_000;
    private static final double HALF = 0.5;
    private static final double A_LITTLE = 0.15;

    /** Characters that stand in words of every kind. */
    private static final String SMALL = "一二三四五六七八九十百千万的了是在有不人们这那上下中大小多少个年月日时天地出来去到得着过为以于和与及其之所而且但我你您他她它可能会要想没无"
            + "好用发行动工作事情物面点前后里外内头子家成开关新老高长分全本方法对理安定体现加进起自本同样将把被给让向从由于就都也还又再更最很太当应该每各些";

    private static final Set<String> EVERYWHERE = Set.of("您好", "你好", "来电", "来访", "来件", "致电", "县长", "书记", "领导", "尊敬",
            "反映", "问题", "情况", "来信",
            "请问", "希望",
            "解决", "处理", "答复", "回复", "有关", "部门", "相关", "单位", "我们", "他们", "你们", "我县", "本人", "感谢", "谢谢", "支持", "关心", "工作",
            "现在", "目前", "已经", "一直", "一个", "没有", "可以", "是否", "能否", "怎么", "如何", "什么", "时候", "为什么", "多少", "多久", "哪里", "这个",
            "那个", "这样", "自己", "因为", "所以", "但是", "如果", "进行", "要求", "建议", "咨询", "投诉", "举报", "求助", "恳请", "请求", "群众", "百姓",
            "老百姓", "村民", "居民", "市民", "政府", "云岭县", "时间", "今年", "去年", "明年", "今天", "昨天", "最近", "以后", "之前", "以前", "很多",
            "非常",
            "需要", "应该", "知道", "觉得", "认为", "发现", "存在", "关于", "根据", "按照", "规定", "政策", "办理", "联系", "电话", "给予", "予以", "不能",
            "能够", "尽快", "早日", "为此", "特此", "此致", "敬礼", "不知", "不知道", "告知", "一下", "一些", "许多", "大家", "我家", "家里", "事情", "地方",
            "严重", "影响", "生活", "经常", "多次", "还有", "还是", "只有", "就是", "不是", "有没有", "能不能", "是不是", "每天", "天天", "几年", "多年",
            "可是",
            "而且", "到底", "究竟", "打算", "具体", "一次", "两次", "三次", "不了", "办法", "东西", "起来", "出来", "下来", "这里", "那里", "附近", "本县");

    private Keywords() {}

    /** Each word once, in the order of the text. */
    public static Map<String, Double> of(String text) {
        String plain = Dictionary.simplified(text);
        var words = new LinkedHashMap<String, Double>();
        Dictionary.cut(plain, (from, to) -> {
            String word = plain.substring(from, to);
            if (tells(word)) {
                words.put(word, weight(word));
            }
        });
        return words;
    }

    private static boolean tells(String word) {
        boolean han = word.codePoints().allMatch(Character::isIdeographic);
        return han && word.length() >= 2 && !EVERYWHERE.contains(word) && Dictionary.frequency(word) < TOO_USUAL
                && word.chars().anyMatch(c -> "一二三四五六七八九十百千万个年月日号几两第".indexOf(c) < 0);
    }

    private static double weight(String word) {
        return Math.max(1, OF_A_LANGUAGE - Math.log(Dictionary.frequency(word) + 1.0));
    }

    /** The words that tell most. */
    public static List<String> strongest(Map<String, Double> words, int most) {
        return words.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How much of what these words tell is said in the text, from 0 to 1; 1 when they tell nothing. */
    public static double said(Map<String, Double> words, String text) {
        String plain = Dictionary.simplified(text);
        double all = 0;
        double said = 0;
        for (var word : words.entrySet()) {
            all += word.getValue();
            said += word.getValue() * likeness(word.getKey(), plain);
        }
        return all == 0 ? 1 : said / all;
    }

    /** A long word is half said when half of it is: 卫生院 of 乡镇卫生院; a short one a little when one of its characters is: 黄 of 发黄. */
    private static double likeness(String word, String text) {
        if (text.contains(word)) {
            return 1;
        }
        if (word.length() > 2 && (text.contains(word.substring(0, 2))
                || text.contains(word.substring(word.length() - 2)))) {
            return HALF;
        }
        return word.codePoints().anyMatch(c -> SMALL.indexOf(c) < 0 && text.indexOf(c) >= 0) ? A_LITTLE : 0;
    }
}
