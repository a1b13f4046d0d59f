package org.yizhan.portal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.yizhan.content.SiteFacts;
import org.yizhan.content.SiteView;
import org.yizhan.shared.web.PublicFrame.Notice;

/** What a site's pages say of its rest, its end or its being an archive; the portal says it for all sites below it. */
final class SiteNotices {
    private SiteNotices() {}

    static List<Notice> of(SiteView site, List<SiteView> units) {
        var notices = new ArrayList<Notice>();
        if (site.isPortal()) {
            add(notices, site, "本站");
            units.forEach(unit -> add(notices, unit, unit.name()));
        } else {
            add(notices, site, "本站");
        }
        return List.copyOf(notices);
    }

    private static void add(List<Notice> notices, SiteView site, String name) {
        SiteFacts facts = site.facts();
        SiteFacts.Closing closing = facts.closing();
        SiteFacts.Shutdown rest = facts.shutdown();
        LocalDate archived = facts.archivedOn();
        if (archived != null) {
            String since = archived.equals(LocalDate.EPOCH) ? "" : "于" + words(archived);
            notices.add(new Notice("已归档：" + name + since + "停止更新，内容仅供查阅。", goTo(closing), label(closing), true));
        } else if (closing != null) {
            notices.add(new Notice(name + "将于" + words(closing.on()) + "关停。原因：" + closing.reason(), goTo(closing),
                    label(closing), false));
        }
        if (archived == null && rest != null) {
            String until = rest.until().equals(rest.from()) ? "" : "至" + words(rest.until());
            notices.add(
                    new Notice(name + "于" + words(rest.from()) + until + "临时关停。原因：" + rest.reason(), "", "", false));
        }
    }

    private static String goTo(SiteFacts.@org.jspecify.annotations.Nullable Closing closing) {
        return closing == null ? "" : closing.goTo();
    }

    private static String label(SiteFacts.@org.jspecify.annotations.Nullable Closing closing) {
        return closing == null || closing.goToName().isEmpty() ? "" : "前往" + closing.goToName();
    }

    private static String words(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
