package org.yizhan.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yizhan.letters.ReplyFinding.Degree;
import org.yizhan.masking.Hidden;
import org.yizhan.masking.Masking;
import org.yizhan.search.Keywords;

/** One thing that a reply may be wrong in (答复检查项). */
enum ReplyRule {
    EMPTY("没有实质内容", "除了客套话，几乎没有说事情怎样了。", ReplyRule::empty),
    STOCK_PHRASES("套话", "套话占了答复的大半。", ReplyRule::stockPhrases),
    OFF_THE_MATTER("答非所问", "来信说的事，答复里几乎没有提到。", ReplyRule::offTheMatter),
    POINT_UNANSWERED("有诉求没有答到", "来信问的几件事里，有的没有答。", ReplyRule::pointsUnanswered),
    PROMISE_WITHOUT_DATE("承诺没有时间", "答应了要做的事，没有说什么时候做完。", ReplyRule::promises),
    POLICY_WITHOUT_NAME("没有写明政策依据", "说“按有关规定”，没有写是哪个文件。", ReplyRule::policies),
    NUMBER_FORM("发文字号写法", "发文字号没有用六角括号等。", ReplyRule::numbers),
    NO_CONTACT("没有联系方式", "没有写承办科室和电话。", ReplyRule::contact),
    PERSONAL_DATA("个人信息", "写了身份证号、住址等个人信息。", ReplyRule::personalData),
    WRONG_PERSON("称呼不对", "称呼的人与来信人不符。", ReplyRule::person),
    WRONG_UNIT("单位不对", "自称或落款的单位与答复单位不符。", ReplyRule::unit),
    SAME_AS_EARLIER("与别的答复雷同", "与对另一件事的答复几乎相同。", ReplyRule::sameAsEarlier),
    DATE("日期不对", "日期不存在，或答应的日期已经过去。", PromisedDays::look),
    UNCHANGED("答复没有改动", "重新办理的来信，答复与上次的几乎一样。", ReplyRule::unchanged);

    private final String label;
    private final String purpose;
    private final Function<Reply, List<ReplyFinding>> look;

    ReplyRule(String label, String purpose, Function<Reply, List<ReplyFinding>> look) {
        this.label = label;
        this.purpose = purpose;
        this.look = look;
    }

    String label() {
        return label;
    }

    /** What is wrong where it finds something, in a sentence. */
    String purpose() {
        return purpose;
    }

    /** Whether no county may have it checked less strictly: the law protects personal data (《个人信息保护法》第三十四条). */
    boolean isFixed() {
        return this == PERSONAL_DATA;
    }

    List<ReplyFinding> look(Reply reply) {
        return look.apply(reply);
    }

    private ReplyFinding block(int from, int length, String advice) {
        return new ReplyFinding(this, Degree.BLOCK, from, length, advice);
    }

    private ReplyFinding suggestion(int from, int length, String advice) {
        return new ReplyFinding(this, Degree.SUGGESTION, from, length, advice);
    }

    private static final int LEAST = 20;
    private static final double MOSTLY = 0.6;

    /** Forms of politeness, which are no answer and no stock phrase either. */
    private static final Pattern POLITE = Pattern.compile(
            "^\\s*(?:尊敬的.*|您好.*|你好.*|.{0,12}(?:您好|你好)[!！，,。]?|.{0,20}(?:来信|反映|咨询|留言|提出)?.{0,14}(?:收悉|已收到)[。，,]?|.{0,16}(?:现|兹)?(?:将.{0,12})?(?:答复|回复)(?:如下)?[:：。]?|感谢您.*|谢谢.*|祝您.*|特此(?:答复|回复).*|此复.*|欢迎.{0,12}监督.*)$",
            Pattern.DOTALL);

    static List<Passage> core(List<Passage> sentences) {
        return sentences.stream()
                .flatMap(sentence -> Passage.clauses(sentence.text())
                        .stream()
                        .map(clause -> new Passage(clause.text(), sentence.from() + clause.from())))
                .filter(clause -> !POLITE.matcher(clause.text().strip()).matches())
                .toList();
    }

    private static int letters(List<Passage> passages) {
        return passages.stream().mapToInt(passage -> Passage.letters(passage.text())).sum();
    }

    private static List<ReplyFinding> empty(Reply reply) {
        int letters = letters(reply.sense().core());
        if (letters >= LEAST) {
            return List.of();
        }
        return List.of(EMPTY.block(0, 0, letters == 0
                ? "答复里只有客套话，没有说事情怎样了。请写明核实的情况、处理的结果或依据。"
                : "除了客套话，答复只有" + letters + "个字，群众看不明白事情怎样了。请写明核实的情况、处理的结果或依据。"));
    }

    private static final Pattern FACT = Pattern.compile("\\d|《|元|[一二三四五六七八九十]+(?:个工作日|天|月|年)");

    private static List<ReplyFinding> stockPhrases(Reply reply) {
        List<Passage> core = reply.sense().core();
        int all = letters(core);
        List<Passage> stock = core.stream()
                .filter(clause -> clause.hasAny(reply.stockPhrases()) && !FACT.matcher(clause.text()).find())
                .toList();
        if (stock.isEmpty() || all < LEAST && letters(stock) < all) {
            return List.of();
        }
        double share = (double) letters(stock) / Math.max(1, all);
        if (share < MOSTLY) {
            return List.of();
        }
        Passage first = stock.getFirst();
        return List.of(STOCK_PHRASES.block(first.from(), first.text().length(),
                "“" + first.text().strip().replaceAll("[，。；,;：:]$", "") + "”一类的套话占了答复的" + Math.round(100 * share)
                        + "%。请写明是哪个部门、做了什么、什么时候有结果。"));
    }

    /** Below this, an answer speaks of something else. */
    private static final double OF_THE_MATTER = 0.08;

    private static final int STRONGEST = 10;

    /** A letter of fewer words says too little to be missed. */
    private static final int FEWEST = 3;

    /** And one of fewer than these too little to be sure. */
    private static final int ENOUGH = 5;

    private static List<ReplyFinding> offTheMatter(Reply reply) {
        if (saysNothing(reply) || !isOff(reply)) {
            return List.of();
        }
        Map<String, Double> words = reply.sense().keywords();
        return List.of(new ReplyFinding(OFF_THE_MATTER, words.size() < ENOUGH ? Degree.SUGGESTION : Degree.BLOCK, 0, 0,
                "来信说的是“" + String.join("、", Keywords.strongest(words, 4)) + "”，答复里几乎没有提到。请先说清是在答复哪件事。"));
    }

    private static boolean saysNothing(Reply reply) {
        return letters(reply.sense().core()) < LEAST || !stockPhrases(reply).isEmpty();
    }

    private static boolean isOff(Reply reply) {
        Map<String, Double> words = reply.sense().keywords();
        long hit = Keywords.strongest(words, STRONGEST).stream().filter(reply.text()::contains).count();
        return words.size() >= FEWEST && hit <= 1 && Keywords.said(words, reply.text()) < OF_THE_MATTER;
    }

    private static List<ReplyFinding> pointsUnanswered(Reply reply) {
        if (saysNothing(reply) || isOff(reply)) {
            return List.of();
        }
        return AskedPoint.of(reply.question())
                .stream()
                .filter(point -> !point.isAnsweredBy(reply.text()))
                .map(point -> POINT_UNANSWERED.suggestion(0, 0,
                        "来信问到“" + point.shown() + "”，答复里似乎没有说到。请补上，或说明为什么不能答复。"))
                .toList();
    }

    private static final Pattern PROMISES = Pattern.compile(
            "(?:我[局镇乡委办院校中心县站所]们?|我们|我单位|本[局镇乡]|中心|公司|施工方|施工单位|政府|大队|社区|物业|局|镇|办|委|站|所|队)?(?:下一步|下步|接下来|后续|随后|近期|近日|尽快|尽早|抓紧|适时|争取|力争|计划|拟|准备|正在筹备|将会?|会(?:尽快|继续|第一时间|及时|认真))");
    private static final Pattern VAGUE = Pattern.compile("下一步|下步|接下来|后续|近期|近日|尽快|尽早|抓紧|适时|早日|逐步|条件成熟|时机成熟|到位后|第一时间");
    private static final Pattern WILL = Pattern.compile(
            "(?<!请您?|您可|可以?|应当?|须|需要?|必须|不得|即|行|名|大|部|主|干|健)将(?:会|于|在|对|组织|安排|继续|加大|加强|进一步|督促|联合|按|依|协调|积极|派|把|尽|与|向|及时|全面|严格|予以|给予|进行|列入|纳入|申请|争取|开展|完成|启动|持续|着手|责成|要求|为|根据|依法|认真|从严|逐步|投入|更换|维修|修复|新建|增设|清理|拆除)");
    private static final Pattern PLANS = Pattern
            .compile("(?:计划|拟|力争|争取|准备)(?:于|在|对|将|安排|投入|组织|申请|新建|维修|修建|改造|增|更换|开展|启动|完成|列入|实施)");
    private static final Pattern CONDITION = Pattern.compile(
            "逾期|拒不|^\\s*(?:如果?|若|倘|假如|一旦|欢迎|请您?|您可|您如|待您)|(?:如|若)(?:您|有|发现|再|仍|对|还|果)|竭诚|一如既往|服务(?:好)?(?:群众|您)|为您(?:提供|做好|服务)|(?:将|会)(?:被|受到|承担|追究|处以?|依法追究)|欢迎");

    private static List<ReplyFinding> promises(Reply reply) {
        List<Passage> sentences = reply.sense().sentences();
        var found = new ArrayList<ReplyFinding>();
        for (int i = 0; i < sentences.size(); i++) {
            Passage sentence = sentences.get(i);
            Matcher will = WILL.matcher(sentence.text());
            Matcher plans = PLANS.matcher(sentence.text());
            Matcher vague = VAGUE.matcher(sentence.text());
            boolean isPromise = will.find() || plans.find()
                    || vague.find() && PROMISES.matcher(sentence.text()).find() && !isAsking(sentence.text());
            String next = i + 1 < sentences.size() ? sentences.get(i + 1).text() : "";
            boolean dated = PromisedDays.WHEN.matcher(sentence.text()).find()
                    || DATED_BELOW.matcher(next).find()
                            && PromisedDays.WHEN.matcher(next).find();
            if (isPromise && !dated && !CONDITION.matcher(sentence.text()).find()) {
                found.add(PROMISE_WITHOUT_DATE.block(sentence.from(), sentence.text().length(),
                        "这里答应了要做的事，没有说什么时候做完。请写明日期，例如“12月31日前完成”；一时定不下来的，写明什么时候再告诉来信人。"));
            }
        }
        return found;
    }

    private static final Pattern ASKS = Pattern.compile("(?:请|建议|提醒|敦促您|望)您?.{0,12}(?:尽快|尽早|抓紧|近期)");
    private static final Pattern DATED_BELOW = Pattern.compile("(?:预计|力争|确保|届时|时限|之前|前完成|完工|工期)");

    /** 请您尽快 asks the reader for something, it promises nothing. */
    private static boolean isAsking(String sentence) {
        return ASKS.matcher(sentence).find();
    }

    private static final Pattern POLICY = Pattern.compile(
            "(?:按照|根据|依据|依照|遵照|严格按|按|违反了?|不符合|符合)(?:国家|自治区|全区|省|市|县|上级|我县|本县|全县|相应|现行|最新|[^，。；、《]{0,6}?)(?:的)?(?:有关|相关|现行|上级|最新)?(?:的)?(?:法律法规|法律、法规|法规|政策规定|政策文件|文件规定|文件精神|政策|规定|文件要求|文件|规范性文件|条例|办法)");
    private static final Pattern CITES = Pattern
            .compile("《[^》]{2,60}》|[〔\\[（(【]\\s*20\\d{2}\\s*[〕\\]）)】]\\s*(?:第)?\\d+\\s*号|第[一二三四五六七八九十百\\d]+条");
    private static final Pattern TOLD = Pattern.compile("按照?(?:您|合同|协议|说明书|图纸|医嘱|程序要求|本人)");

    private static List<ReplyFinding> policies(Reply reply) {
        List<Passage> sentences = reply.sense().sentences();
        boolean cited = CITES.matcher(reply.text()).find();
        var found = new ArrayList<ReplyFinding>();
        for (Passage sentence : sentences) {
            Matcher policy = POLICY.matcher(sentence.text());
            if (policy.find() && !CITES.matcher(sentence.text()).find() && !TOLD.matcher(policy.group()).find()) {
                int from = sentence.from() + policy.start();
                String words = "“" + policy.group() + "”没有说是哪一个文件。请写出名称和文号，例如“《……办法》（云政发〔2026〕8号）第五条”，方便群众查对。";
                if (!cited) {
                    found.add(POLICY_WITHOUT_NAME.block(from, policy.group().length(), words));
                }
            }
        }
        return found.size() > 1 ? found.subList(0, 1) : found;
    }

    private static final Pattern NUMBER = Pattern.compile(
            "([\\[【（(〔［﹝{])\\s*((?:19|20)\\d{2})\\s*年?\\s*([]】）)〕］﹞}])\\s*(第\\s*)?(0*)(\\d{1,5})\\s*号");
    private static final Pattern OPEN_NUMBER = Pattern
            .compile("(?<=[\\p{IsHan}])(?:政|办|发|函|字|规|通)\\s*((?:19|20)\\d{2})\\s*(?:年)?\\s*(?:第)?\\s*(\\d{1,5})\\s*号");

    private static List<ReplyFinding> numbers(Reply reply) {
        var found = new ArrayList<ReplyFinding>();
        Matcher number = NUMBER.matcher(reply.text());
        while (number.find()) {
            boolean right = "〔".equals(number.group(1)) && "〕".equals(number.group(3)) && number.group(4) == null
                    && number.group(5).isEmpty();
            boolean isOrder = number.group(4) != null && "（(".contains(number.group(1))
                    && reply.text().substring(0, number.start()).matches("(?s).*(?:国令|令)$");
            if (!right && !isOrder) {
                found.add(NUMBER_FORM.suggestion(number.start(), number.group().length(),
                        "发文字号应写作“〔" + number.group(2) + "〕" + number.group(6) + "号”。"));
            }
        }
        Matcher open = OPEN_NUMBER.matcher(reply.text());
        while (open.find()) {
            found.add(NUMBER_FORM.suggestion(open.start(), open.group().length(),
                    "发文字号的年份要用六角括号，应写作“〔" + open.group(1) + "〕" + open.group(2) + "号”。"));
        }
        return found;
    }

    private static final Pattern TELEPHONE = Pattern
            .compile(
                    "(?<!\\d)(?:0\\d{2,3}\\s*[-—－）)]?\\s*\\d{7,8}|[2-8]\\d{6,7}|1[3-9]\\d{9}|[48]00-?\\d{3}-?\\d{4}|123\\d{2}|955\\d{2}|96\\d{3,4}|1[0-2]\\d|101\\d{2}|100\\d{2})(?!\\d)");
    private static final Pattern AREA_TELEPHONE = Pattern.compile("(?<!\\d)0\\d{2,3}\\s*[-—－）)]\\s*\\d{7,8}(?!\\d)");
    private static final Pattern CALLS = Pattern.compile("电话|热线|拨打|致电|联系|咨询|来电|手机|号码|tel|TEL|：|:|\\(|（");
    private static final Pattern OFFICE = Pattern
            .compile(
                    "(?:窗口|办公室|服务大厅|政务服务中心|便民服务中心|服务站|村委会|居委会|派出所|营业厅|(?:\\d+|[一二三四五])(?:楼|号))[^。；]{0,16}(?:咨询|办理|联系|反映|申请|领取|提交)|(?:到|至|前往|联系|咨询|向)[^。；，]{2,24}(?:窗口|办公室|服务大厅|政务服务中心|便民服务中心|服务站|居委会|派出所|营业厅|股|科)");

    private static List<ReplyFinding> contact(Reply reply) {
        if (!empty(reply).isEmpty()) {
            return List.of();
        }
        for (Passage sentence : reply.sense().sentences()) {
            Matcher telephone = TELEPHONE.matcher(sentence.text());
            if (AREA_TELEPHONE.matcher(sentence.text()).find()
                    || telephone.find() && CALLS.matcher(sentence.text()).find()
                    || OFFICE.matcher(sentence.text()).find()) {
                return List.of();
            }
        }
        return List.of(
                NO_CONTACT.block(reply.text().length(), 0, "答复里没有联系方式。请写上承办科室和电话，例如“如有疑问，请联系我局路政股，电话0776-2612345”。"));
    }

    private static List<ReplyFinding> personalData(Reply reply) {
        var known = new Masking.Known(false, Set.of(), Set.of(), Set.of(), reply.officeNumbers());
        var found = new ArrayList<ReplyFinding>();
        for (Hidden place : Masking.propose(reply.text(), known)) {
            String text = reply.text().substring(place.from(), place.end());
            String name = Shingles.letters(text);
            switch (place.kind()) {
                case PERSON -> {
                    boolean writer = reply.writers().stream().anyMatch(w -> Shingles.letters(w).equals(name));
                    if (!writer && place.from() > GREETING) {
                        found.add(PERSONAL_DATA.suggestion(place.from(), place.length(),
                                "这里写了别人的姓名。不是来信人必须知道的，请改为“某某”或写明职务。"));
                    }
                }
                case MOBILE -> found.add(PERSONAL_DATA.suggestion(place.from(), place.length(),
                        "这里有手机号。不是对外公布的工作电话的，请删去。"));
                case LANDLINE, FIRM, OTHER -> {
                }
                default -> found.add(PERSONAL_DATA.block(place.from(), place.length(),
                        "这里有" + place.kind().label() + "，属于个人信息。请删去。"));
            }
        }
        return found;
    }

    /** So far into a reply a name is that of whom it speaks to. */
    private static final int GREETING = 12;

    private static final Pattern GREETS = Pattern
            .compile("^\\s*(?:尊敬的)?\\s*([\\p{IsHan}]{1,4}?)(?:先生|女士|同志|同学|老师|大爷|阿姨|小姐)(?=[:：，,!！您你\\s])");

    private static List<ReplyFinding> person(Reply reply) {
        Matcher greets = GREETS.matcher(reply.text());
        if (reply.writers().isEmpty() || !greets.find()) {
            return List.of();
        }
        String called = greets.group(1);
        boolean right = called.isEmpty() || Set.of("网友", "市民", "群众", "这位", "来信人").contains(called)
                || reply.writers()
                        .stream()
                        .anyMatch(name -> name.startsWith(called) || called.indexOf('某') > 0
                                && name.startsWith(called.substring(0, called.indexOf('某'))));
        return right
                ? List.of()
                : List.of(WRONG_PERSON.block(greets.start(1), called.length(),
                        "来信人不姓“" + called.charAt(0) + "”或不叫“" + called + "”，请核对是否沿用了别人的答复。"));
    }

    private static final Pattern OWN = Pattern.compile("(?<![给为让我])我(局|镇|乡|委|办|院|校|社|厅|街道|公司|大队)(?!长|们)");

    private static List<ReplyFinding> unit(Reply reply) {
        var found = new ArrayList<ReplyFinding>();
        if (reply.speaker().isEmpty()) {
            return found;
        }
        Matcher own = OWN.matcher(reply.text());
        while (own.find() && found.isEmpty()) {
            String kind = own.group(1);
            if (reply.speaker().stream().noneMatch(name -> name.contains(kind))) {
                found.add(WRONG_UNIT.suggestion(own.start(), own.group().length(),
                        "答复单位是“" + reply.speaker().getFirst() + "”，这里自称“我" + kind + "”，请核对是否沿用了别处的文字。"));
            }
        }
        signed(reply, found);
        return found;
    }

    /** The last lines are the signature, apart from the day. */
    private static void signed(Reply reply, List<ReplyFinding> found) {
        int end = reply.text().length();
        for (int i = 0; i < 2 && end > 0; i++) {
            int from = reply.text().lastIndexOf('\n', end - 1) + 1;
            String line = reply.text().substring(from, end).strip();
            if (from > 0 && reply.others().contains(line) && !reply.speaker().contains(line)) {
                found.add(WRONG_UNIT.block(from, end - from,
                        "落款是“" + line + "”，答复单位是“" + reply.speaker().getFirst() + "”，请核对。"));
            }
            end = Math.max(0, from - 1);
        }
    }

    private static final double SAME_TEXT = 0.8;
    private static final double OTHER_MATTER = 0.3;

    private static List<ReplyFinding> sameAsEarlier(Reply reply) {
        Set<String> text = Shingles.of(reply.text());
        Set<String> question = Shingles.of(reply.question());
        for (Reply.Earlier earlier : reply.earlier()) {
            double alike = Shingles.likeness(text, Shingles.of(earlier.text()));
            if (alike >= SAME_TEXT && Shingles.likeness(question, Shingles.of(earlier.question())) < OTHER_MATTER) {
                return List.of(SAME_AS_EARLIER.suggestion(0, 0, String.format(Locale.ROOT,
                        "这份答复与“%s”的答复有%d%%相同，而两封信说的不是一件事。请核对是否答到了这封信。", earlier.title(),
                        Math.round(100 * alike))));
            }
        }
        return List.of();
    }

    private static final double HARDLY_CHANGED = 0.95;

    private static List<ReplyFinding> unchanged(Reply reply) {
        return !reply.given().isEmpty()
                && Shingles.likeness(Shingles.of(reply.given()), Shingles.of(reply.text())) >= HARDLY_CHANGED
                        ? List.of(UNCHANGED.block(0, 0, "这一件是重新办理，这份答复与上次的几乎一样。请写明这一次核实了什么、结果怎样。"))
                        : List.of();
    }
}
