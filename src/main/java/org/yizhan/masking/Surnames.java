package org.yizhan.masking;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Family names (姓氏), those of one character and of two. */
final class Surnames {
    private static final String SINGLE = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
            + "金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹"
            + "申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项"
            + "连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈鞠匡惠荆乐冀郁"
            + "胥南班储原栗燕楚鄢谌奚鄂么逄荀呼郗晁权宣禹花雍邸阎肇曾逯凤宓卓扈狄贝臧计伏谈茅汲邴糜松井富乌焦巴弓牧隗山谷车侯蓬郤仰仲宫甯";

    private static final List<String> DOUBLE = List.of("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒",
            "司空", "夏侯", "端木", "独孤", "南宫", "西门", "东郭", "百里", "呼延", "宇文", "长孙", "轩辕", "澹台", "申屠", "公羊", "闻人", "拓跋");

    private static final Set<Character> ALL = all();

    private Surnames() {}

    private static Set<Character> all() {
        var all = new HashSet<Character>();
        for (char c : SINGLE.toCharArray()) {
            all.add(c);
        }
        return all;
    }

    /** How many characters of family name the text has at this place; 0 for none. */
    static int lengthAt(String text, int at) {
        for (String name : DOUBLE) {
            if (text.startsWith(name, at)) {
                return 2;
            }
        }
        return at < text.length() && ALL.contains(text.charAt(at)) ? 1 : 0;
    }
}
