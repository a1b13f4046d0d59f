package org.yizhan.content.reading;

import java.nio.charset.Charset;

/** How likely a character is in a Chinese text: the few hundred that make up half of it, the usual, the rare. */
final class CommonCharacters {
    /** The most frequent characters of general and of official texts, simplified and traditional. */
    private static final String FREQUENT = """
            的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只\
            如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常\
            与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界门利海受听表德\
            少克代员许稜先口由死安写性马光白或住难望教命花结乐色更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男边风解叫任\
            金快原吃妈变通师立象数四失满战远格士音轻目条呢病始达深完今提求清王化空业思切怎非找片罗钱紶吗语元喜曾离飞科言干流欢约各即指合反题必该论交终林请医\
            晚制球决窢传画保读运及则房早院量苦火布品近坐产答星精视五连司巴奇管类未朋且婚台夜青北队久乎越观落尽形影红爸百令周吧识步希亚术留市半热送兴造谈容极随\
            演收首根讲整式取照办强石古华諣拿计您装似足双妻尼转诉米称丽客南领节衣站黑刻统断福城故历惊脸选包紧争另建维绝树系伤示愿持千史谁准联妇纪基买志静阿诗独\
            复痛消社算义竟确酒需单治卡幸兰念举仅钟怕共毛句息功官待究跟穿室易游程号居考突皮哪费倒价图具刚脑永歌响商礼细专黄块脚味灵改据般破引食仍存众注笔甚某沉\
            血备习校默务土微娘须试怀料调广蜖苏显赛查密议底列富梦错座参八除跑亮假印设线温虽掉京初养香停际致阳纸李纳验助激够严证帝饭忘趣支春集丈木研班普导顿睡展跳\
            获艺六波察群皇段急庭创区奥器谢弟店否害草排背止组州朝封睛板角况曲馆育忙质河续哥呼若推境遇雨标姐充围案伦护冷警贝著雪索剧啊船险烟依斗值帮汉慢佛肯闻唱沙\
            局伯族低玩资屋击速顾泪洲团圣旁堂兵七露园牛哭旅街劳型烈姑陈莫鱼异抱宝权鲁简态级票怪寻杀律胜份汽右洋范床舞秘午登楼贵吸责例追较职属渐左录丝牙党继托赶章\
            智冲叶胡吉卖坚喝肉遗救修松临藏担戏善卫药悲敢靠伊村戴词森耳差短祖云规窗散迷油旧适乡架恩投弹铁博雷府压超负勒杂醒洗采毫嘴毕九冰既状乱景席珍童顶派素脱农\
            疑练野按犯拍征坏骨余承置臓彩灯巨琴免环姆暗换技翻束增忍餐洛塞缺忆判欧层付阵玛批岛项狗休懂武革良恶恋委拥娜妙探呀营退摇弄桌熟诺宣银势奖宫忽套康供优课鸟喊降\
            县镇政策预算财审监督检查落实推进工程扶贫党委纪办厅处科股科所站网络信箱群众服务通知公告通报意见方案制度条例规定办法细则总结计划要点绩效评估考核\
            縣鎮為國說這個們來時對學會過後發與開無現見問點實報動長間關網務產業經從當點進還給將應華電設計總義統權會議據處傳達質農鄉數辦務審監檢實評績級條規項\
            機構該員應變話請記認論證讓議護讀調謝識譯詞試話該語誤課誰請諸費質資賽負財貨責貿賣賞賢賴軍車軌輔輕載輸轉農運違遠適選還邊郵鄰醫釋針鐵錢錯鍵鎮門開間陽隊階際隨險難雖雲電靈靜響順須預領頭題額願類顧風飛餘館馬驗驚體髮鬥魚鳥黃黨齊齡\
            讲访谈话问答记者采访表示指出强调要求认真贯彻执行深入学习全面提高加强管理建设发展完善有关部门单位领导小组成员负责人联系电话地址邮编附件主题词抄送印发\
            ，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　％""";

    private static final byte[] WEIGHT = new byte[0x10000];

    static {
        java.util.Arrays.fill(WEIGHT, (byte) -2);
        for (int c = 0xE000; c < 0xF900; c++) {
            WEIGHT[c] = -8;
        }
        for (int c = 0xD800; c < 0xE000; c++) {
            WEIGHT[c] = -8;
        }
        for (int c = 0; c < 0x20; c++) {
            WEIGHT[c] = -8;
        }
        for (int c = 0x20; c < 0x7F; c++) {
            WEIGHT[c] = 1;
        }
        WEIGHT['\n'] = 1;
        WEIGHT['\r'] = 1;
        WEIGHT['\t'] = 1;
        for (int c = 0x7F; c < 0x100; c++) {
            WEIGHT[c] = -3;
        }
        for (int c = 0xFF01; c < 0xFF5F; c++) {
            WEIGHT[c] = 1;
        }
        usual(Charset.forName("GB2312"), 0xB0, 0xD7, 0xA1, 0xFE);
        usual(Charset.forName("Big5"), 0xA4, 0xC6, 0x40, 0xFE);
        for (int i = 0; i < FREQUENT.length(); i++) {
            WEIGHT[FREQUENT.charAt(i)] = 3;
        }
        WEIGHT[0xFFFD] = -8;
        WEIGHT[0xFFFE] = -8;
        WEIGHT[0xFFFF] = -8;
    }

    private CommonCharacters() {}

    static int weight(int codePoint) {
        if (codePoint >= 0x10000) {
            return Character.isIdeographic(codePoint) ? -3 : Character.isDefined(codePoint) ? 0 : -8;
        }
        return Character.isDefined(codePoint) ? WEIGHT[codePoint] : -8;
    }

    /** Chinese characters outside both old standards' first levels. */
    static boolean isRare(int codePoint) {
        return Character.isIdeographic(codePoint) && weight(codePoint) < 0;
    }

    /** The first level of an old national standard: the characters that were thought to be in use. */
    private static void usual(Charset charset, int from, int to, int trailFrom, int trailTo) {
        byte[] pair = new byte[2];
        for (int lead = from; lead <= to; lead++) {
            for (int trail = trailFrom; trail <= trailTo; trail++) {
                pair[0] = (byte) lead;
                pair[1] = (byte) trail;
                String one = new String(pair, charset);
                if (one.length() == 1 && Character.isIdeographic(one.charAt(0))) {
                    WEIGHT[one.charAt(0)] = 1;
                }
            }
        }
    }
}
