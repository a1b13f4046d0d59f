package org.yizhan.directory;

import java.util.Arrays;
import java.util.List;

/** The columns of the spreadsheet by which units and people are taken in. */
enum SheetColumn {
    UNIT_NAME(Table.UNITS, "单位名称", true, "全称，最多100字"),
    SHORT_NAME(Table.UNITS, "简称", false, "列表上显示的名称，最多20字"),
    KIND(Table.UNITS, "单位类别", true, "从下拉清单中选择"),
    PARENT(Table.UNITS, "上级单位", true, "写名称；重名时写“上级/名称”"),
    CREDIT_CODE(Table.UNITS, "统一社会信用代码", false, "18位；没有可留空"),
    REGION(Table.UNITS, "行政区划代码", false, "6、9或12位；留空则同上级单位"),
    UNIT_ORDER(Table.UNITS, "排序", false, "整数，小的在前"),
    NAME(Table.PEOPLE, "姓名", true, ""),
    ACCOUNT(Table.PEOPLE, "账号", true, "3至32个小写字母、数字、点或短横，以字母开头"),
    UNIT(Table.PEOPLE, "单位", true, "写名称；重名时写“上级/名称”"),
    DIVISION(Table.PEOPLE, "科室", false, "单位下的科室，可留空"),
    TITLE(Table.PEOPLE, "职务", true, "最多50字"),
    PHONE(Table.PEOPLE, "手机号", false, "11位，可留空"),
    PERSON_ORDER(Table.PEOPLE, "排序", false, "整数，小的在前");

    enum Table {
        UNITS("单位"), PEOPLE("人员");

        final String label;

        Table(String label) {
            this.label = label;
        }

        List<SheetColumn> columns() {
            return Arrays.stream(SheetColumn.values()).filter(column -> column.table == this).toList();
        }
    }

    final Table table;
    final String label;
    final boolean required;
    final String hint;

    SheetColumn(Table table, String label, boolean required, String hint) {
        this.table = table;
        this.label = label;
        this.required = required;
        this.hint = hint;
    }
}
