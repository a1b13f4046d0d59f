package org.yizhan.content;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.messaging.NewTodo;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.SheetFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;

/** The register: what it knows, whom it warns when, and who may see it. */
class SiteRegisterTests extends ContentDatabaseTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final Actor MANAGER = at(Office.WATER, 71, ContentPermissions.SITES);
    @Autowired
    SiteRegister register;
    @Autowired
    SiteFaces faces;
    @Autowired
    RegisterReminder reminder;

    @Test
    void theRegisterNamesWhatASiteLacksAndWhatExpires() {
        assertThat(line().warnings()).contains("缺公安备案", "缺党政机关网站标识").doesNotContain("缺ICP备案");
        yes(faces.register(MANAGER, site,
                List.of(new Registration(RegistrationKind.PARTY_MARK, "CA0001", "", null),
                        new Registration(RegistrationKind.DOMAIN, "域证1", "", TODAY.plusDays(90)),
                        new Registration(RegistrationKind.CERTIFICATE, "证1", "", TODAY.plusDays(91)),
                        new Registration(RegistrationKind.SECURITY, "等1", "二级", TODAY.minusDays(1)))));

        assertThat(line().warnings()).contains("域名证书还有90天到期", "网络安全等级保护备案已过期1天")
                .noneMatch(words -> words.contains("网站安全证书"))
                .doesNotContain("缺党政机关网站标识");
    }

    @Test
    void theResponsibleIsToldBeforeARegistrationExpiresUntilItIsRenewed() {
        yes(register.enter(MANAGER, site, TODAY.minusYears(1), "云政办批〔2025〕3号", 71L, "由信息中心维护"));
        yes(faces.register(MANAGER, site, List.of(new Registration(RegistrationKind.DOMAIN, "域证1", "",
                TODAY.plusDays(7)))));
        reminder.remind();
        assertThat(told("register:site:" + site + ":DOMAIN")).singleElement().satisfies(todo -> {
            assertThat(todo.what()).contains("域名证书还有7天到期");
            assertThat(todo.until()).isEqualTo(TODAY.plusDays(7));
            assertThat(todo.audience()).containsExactly(new NewTodo.Audience.OnePerson(71));
        });

        yes(faces.register(MANAGER, site, List.of(new Registration(RegistrationKind.DOMAIN, "域证1", "",
                TODAY.plusDays(400)))));
        reminder.remind();
        verify(todos, Mockito.atLeastOnce()).done("register:site:" + site + ":DOMAIN", ActorRef.PROGRAM);
        assertThat(line().responsible()).isEqualTo(71);
        assertThat(line().openApproval()).isEqualTo("云政办批〔2025〕3号");
    }

    @Test
    void anAccountQuietForTwoWeeksIsWarnedOf() {
        long id = register.add(MANAGER, account("云岭水利", TODAY.minusDays(13), null)).orThrow();
        reminder.remind();
        assertThat(told("register:account:" + id + ":idle")).isEmpty();
        assertThat(warnings(id)).isEmpty();

        clock.set(Instant.parse("2026-11-21T02:00:00Z"));
        reminder.remind();
        assertThat(told("register:account:" + id + ":idle")).singleElement()
                .satisfies(todo -> assertThat(todo.what()).contains("14天没有更新"));
        assertThat(warnings(id)).containsExactly("14天没有更新");

        yes(register.updated(MANAGER, id, TODAY.plusDays(1)));
        reminder.remind();
        verify(todos, Mockito.atLeastOnce()).done("register:account:" + id + ":idle", ActorRef.PROGRAM);
        assertThat(register.updated(MANAGER, id, TODAY.plusDays(9))).isPresent();
        assertThat(register.updated(Office.TEACHER, id, TODAY)).isPresent();
    }

    @Test
    void onlyWhoLooksAfterTheUnitSeesAndChangesItsEntries() {
        long id = register.add(MANAGER, account("云岭水利微博", null, null)).orThrow();

        assertThat(register.account(Office.TEACHER, id)).isEmpty();
        assertThat(register.accounts(Office.TEACHER, null).items())
                .noneMatch(line -> line.account().unit().equals(Office.WATER));
        assertThat(register.sites(Office.TEACHER)).noneMatch(line -> line.site().id() == site);
        assertThat(register.add(Office.TEACHER, account("别人的", null, null))).isInstanceOf(Made.Refused.class);
        assertThat(register.enter(Office.TEACHER, site, null, "", null, "")).isPresent();
        assertThat(register.checkSite(Office.TEACHER, site, "")).isPresent();
        assertThat(register.checkAccount(Office.TEACHER, id, "")).isPresent();
        assertThat(register.account(MANAGER, id)).isPresent();
    }

    @Test
    void openingAndClosingNeedTheirApproval() {
        assertThat(register.add(MANAGER, opened(TODAY, "", null, ""))).isInstanceOf(Made.Refused.class);
        assertThat(register.add(MANAGER, opened(TODAY, "批1", TODAY, ""))).isInstanceOf(Made.Refused.class);
        assertThat(register.add(MANAGER, opened(TODAY, "批1", TODAY.minusDays(1), "批2")))
                .isInstanceOf(Made.Refused.class);
        assertThat(register.add(MANAGER, account(" ", null, null))).isInstanceOf(Made.Refused.class);
        assertThat(register.add(MANAGER, account("x", TODAY.plusDays(1), null))).isInstanceOf(Made.Refused.class);
        long id = register.add(MANAGER, opened(TODAY.minusDays(9), "批1", TODAY, "批2")).orThrow();
        assertThat(warnings(id)).isEmpty();
        Mockito.doReturn(Optional.empty()).when(directory).person(any());
        assertThat(register.add(MANAGER, account("x", null, 999L))).isInstanceOf(Made.Refused.class);
        assertThat(register.change(MANAGER, account("x", null, null))).isPresent();
    }

    @Test
    void eachEntryIsCheckedOnceAYear() {
        assertThat(line().checked()).isEmpty();
        yes(register.checkSite(MANAGER, site, ""));
        assertThat(line().checked()).contains("核对无误", "2026-11-20");
        yes(register.checkSite(MANAGER, site, "页脚缺公安备案"));
        assertThat(line().checked()).contains("页脚缺公安备案");
        long id = register.add(MANAGER, account("云岭水利抖音", TODAY, null)).orThrow();
        yes(register.checkAccount(MANAGER, id, ""));
        clock.set(Instant.parse("2027-01-02T02:00:00Z"));
        assertThat(line().checked()).isEmpty();
    }

    @Test
    void theRegisterGoesOutAsAWorkbookOfWhatOneMaySee() throws Exception {
        register.add(MANAGER, account("=云岭水利", TODAY, null)).orThrow();
        var out = new ByteArrayOutputStream();
        register.workbook(MANAGER, out);

        var rows = new ArrayList<String>();
        SheetFile.read(out.toByteArray(), book -> {
            for (var sheet : book.sheets()) {
                book.rows(sheet, row -> rows.add(row.cells()
                        .stream()
                        .map(cell -> cell.text().orElse(""))
                        .toList()
                        .toString()));
            }
            return "";
        });
        assertThat(rows).anyMatch(row -> row.contains("网站名称"))
                .anyMatch(row -> row.contains("'=云岭水利"))
                .anyMatch(row -> row.contains("云岭县水利局"));
    }

    @Test
    void theListOfAccountsPagesByKeyWithoutLosingOrRepeating() {
        var all = new ArrayList<Long>();
        for (int i = 0; i < 60; i++) {
            all.add(register.add(at(Office.SCHOOLS, 72, ContentPermissions.SITES),
                    at(Office.SCHOOLS, "号" + i)).orThrow());
        }
        Actor teacher = at(Office.SCHOOLS, 72, ContentPermissions.SITES);
        var first = register.accounts(teacher, null);
        var second = register.accounts(teacher, first.older());
        var seen = new ArrayList<Long>();
        first.items().forEach(line -> seen.add(line.account().id()));
        second.items().forEach(line -> seen.add(line.account().id()));
        assertThat(seen).containsAll(all).doesNotHaveDuplicates();
        assertThat(register.accounts(teacher, second.newer()).items()).isEqualTo(first.items());
        assertThat(register.accounts(teacher, "nonsense").items()).isEqualTo(first.items());
    }

    private List<NewTodo> told(String key) {
        var captor = org.mockito.ArgumentCaptor.forClass(NewTodo.class);
        verify(todos, Mockito.atLeast(0)).add(captor.capture());
        return captor.getAllValues().stream().filter(todo -> todo.key().equals(key)).toList();
    }

    private SiteRegister.SiteLine line() {
        return register.sites(MANAGER).stream().filter(one -> one.site().id() == site).findFirst().orElseThrow();
    }

    private List<String> warnings(long id) {
        return register.accounts(MANAGER, null)
                .items()
                .stream()
                .filter(line -> line.account().id() == id)
                .findFirst()
                .orElseThrow()
                .warnings();
    }

    private static MediaAccount account(String name, @Nullable LocalDate updated, @Nullable Long person) {
        return new MediaAccount(0, MediaPlatform.WECHAT, name, "ylsl", "", "https://example.com/", Office.WATER, person,
                "", null, "", null, "", null, updated);
    }

    private static MediaAccount at(org.yizhan.shared.UnitPath unit, String name) {
        return new MediaAccount(0, MediaPlatform.WEIBO, name, "", "", "", unit, null, "", null, "", null, "", null,
                null);
    }

    private static MediaAccount opened(LocalDate opened, String approval, @Nullable LocalDate closed,
            String closeApproval) {
        return new MediaAccount(0, MediaPlatform.WECHAT, "云岭水利", "", "", "", Office.WATER, null, "", opened, approval,
                closed, closeApproval, null, null);
    }
}
