package org.yizhan.directory;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.directory.Outcome.Problem;
import org.yizhan.shared.CreditCode;
import org.yizhan.shared.PlainText;

/** What is wrong with a unit or a person as typed, seen alone: shared by forms and the import from a spreadsheet. */
final class Checks {
    static final int NAME = 100;
    static final int SHORT_NAME = 20;
    static final int PERSON_NAME = 50;
    static final int TITLE = 50;

    private Checks() {}

    static NewUnit tidy(NewUnit unit) {
        String name = PlainText.line(unit.name());
        String shortName = PlainText.line(unit.shortName());
        return new NewUnit(unit.parent(), unit.kind(), name, shortName.isEmpty() ? name : shortName,
                tidyCode(unit.creditCode()), blankToNull(unit.region()), unit.ordering());
    }

    static List<Problem> problems(NewUnit unit) {
        var problems = new ArrayList<Problem>();
        if (unit.name().isEmpty()) {
            problems.add(new Problem("name", "请填写单位名称。"));
        } else if (PlainText.length(unit.name()) > NAME) {
            problems.add(new Problem("name", "单位名称最多" + NAME + "个字，请缩短。"));
        }
        if (PlainText.length(unit.shortName()) > SHORT_NAME && !unit.shortName().equals(unit.name())) {
            problems.add(new Problem("shortName", "简称最多" + SHORT_NAME + "个字，请缩短。"));
        }
        String code = unit.creditCode();
        if (code != null) {
            CreditCode.problem(code).ifPresent(refusal -> problems.add(new Problem("creditCode", refusal.text())));
            if (unit.kind() == UnitKind.DIVISION) {
                problems.add(new Problem("creditCode", "内设科室没有统一社会信用代码，请留空。"));
            }
        }
        String region = unit.region();
        if (region != null && !RegionCode.isValid(region)) {
            problems.add(new Problem("region", "行政区划代码应为6位（省、市、县）、9位（乡镇）或12位（村），请核对。"));
        }
        if (unit.ordering() < 0 || unit.ordering() > 1_000_000) {
            problems.add(new Problem("ordering", "排序应为0到1000000之间的整数。"));
        }
        return problems;
    }

    static NewPerson tidy(NewPerson person) {
        String phone = blankToNull(person.phone());
        return new NewPerson(PlainText.line(person.name()), Accounts.normal(person.account()), person.unit(),
                PlainText.line(person.title()), phone == null ? null : Accounts.normalPhone(phone), person.ordering());
    }

    static List<Problem> problems(NewPerson person) {
        var problems = new ArrayList<Problem>();
        name(person.name(), problems);
        if (!Accounts.isValid(person.account())) {
            problems.add(new Problem("account", person.account().isEmpty() ? "请填写账号。" : Accounts.RULE));
        }
        title(person.title(), problems);
        phone(person.phone(), problems);
        if (person.ordering() < 0 || person.ordering() > 1_000_000) {
            problems.add(new Problem("ordering", "排序应为0到1000000之间的整数。"));
        }
        return problems;
    }

    static void name(String name, List<Problem> problems) {
        if (name.isEmpty()) {
            problems.add(new Problem("name", "请填写姓名。"));
        } else if (PlainText.length(name) > PERSON_NAME) {
            problems.add(new Problem("name", "姓名最多" + PERSON_NAME + "个字，请核对。"));
        }
    }

    static void title(String title, List<Problem> problems) {
        if (title.isEmpty()) {
            problems.add(new Problem("title", "请填写职务。"));
        } else if (PlainText.length(title) > TITLE) {
            problems.add(new Problem("title", "职务最多" + TITLE + "个字，请缩短。"));
        }
    }

    static void phone(@Nullable String phone, List<Problem> problems) {
        if (phone != null && !Accounts.isPhone(phone)) {
            problems.add(new Problem("phone", "手机号应为11位数字，以13至19开头，请核对。"));
        }
    }

    static @Nullable String blankToNull(@Nullable String text) {
        String line = text == null ? "" : PlainText.line(text);
        return line.isEmpty() ? null : line;
    }

    private static @Nullable String tidyCode(@Nullable String typed) {
        String code = blankToNull(typed);
        return code != null && CreditCode.problem(code).isEmpty() ? new CreditCode(code).value() : code;
    }
}
