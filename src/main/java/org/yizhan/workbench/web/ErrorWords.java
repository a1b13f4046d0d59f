package org.yizhan.workbench.web;

/** What went wrong and what to do, as a person at the counter would say it; never what the program says to itself. */
public record ErrorWords(int status, String title, String text, String icon) {
    public static ErrorWords of(int status) {
        return switch (status) {
            case 400 -> new ErrorWords(400, "这次请求有误",
                    "地址不完整，或填写的内容看不懂。请返回上一页核对后再试；如果地址是从别处复制来的，请检查是否复制完整。", "alert");
            case 401 -> new ErrorWords(401, "请先登录", "这一页要登录后才能看。登录后会自动回到这里。", "lock");
            case 403 -> new ErrorWords(403, "您不能打开这一页", "您没有这项权限。如工作需要，请联系本单位管理员。", "lock");
            case 404 -> new ErrorWords(404, "没有找到这一页", "地址可能有误，或者内容已经移走。可以用搜索查找，或从首页进入。", "none");
            case 405 -> new ErrorWords(405, "这一页不能这样打开",
                    "提交后的页面不能直接从地址打开。请回到填写的那一页，重新提交。", "alert");
            case 409 -> new ErrorWords(409, "这条内容刚刚被别人改过",
                    "为了不覆盖别人的修改，您这次的修改没有保存。请返回上一页并刷新，看过新的内容后再改。", "alert");
            case 410 -> new ErrorWords(410, "这条内容已经撤下", "内容已由发布单位撤下，不再提供。", "none");
            case 413 -> new ErrorWords(413, "文件或内容太大",
                    "一篇正文最多 300 万字符，一个文件最多 200 MB，一次提交合计最多 210 MB。请返回上一页，把内容拆成几篇或分几次上传，再提交。", "alert");
            case 414, 431 -> new ErrorWords(status, "地址太长", "浏览器发来的地址太长，无法处理。请从首页重新进入。", "alert");
            case 406, 415 -> new ErrorWords(status, "不支持这种格式", "请换一种格式后再提交。", "alert");
            case 422 -> new ErrorWords(422, "填写的内容不符合要求", "请返回上一页，按提示修改后再提交。", "alert");
            case 429 -> new ErrorWords(429, "操作太频繁", "请等一两分钟再试。", "clock");
            case 503 -> new ErrorWords(503, "暂时不能使用", "系统正忙或正在维护，请过几分钟再试。已经提交成功的内容不会丢失。", "clock");
            case 507 -> new ErrorWords(507, "磁盘已满，没有保存",
                    "服务器的磁盘没有空间了，这次没有保存。请先把填写的内容复制留存，并请系统管理员清理磁盘后再提交。已经保存的内容不受影响。", "alert");
            default -> status >= 500
                    ? new ErrorWords(500, "系统出了问题", "不是您的操作有误。请稍后再试；如果仍然不行，请把下面的时间告诉管理员，便于查找原因。",
                            "alert")
                    : new ErrorWords(status, "这次请求没有办成", "请返回上一页核对后再试。", "alert");
        };
    }

    /** For a form that comes back with what was typed in it. */
    static ErrorWords notYetSent() {
        return new ErrorWords(403, "还没有提交", "页面打开太久或登录已过期，为安全起见这次没有提交。您填写的内容都还在。", "clock");
    }

    ErrorWords saying(String other) {
        return new ErrorWords(status, title, other, icon);
    }
}
