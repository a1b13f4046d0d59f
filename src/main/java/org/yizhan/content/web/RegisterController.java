package org.yizhan.content.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Made;
import org.yizhan.content.MediaPlatform;
import org.yizhan.content.SiteRegister;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The register of sites and accounts in new media. */
@Controller
@Needs(ContentPermissions.SITES)
class RegisterController {
    private static final String REGISTER = "/desk/sites/register";
    private static final String ACCOUNT = REGISTER + "/accounts/{id:[0-9]{1,18}}";
    private static final String ENTRY = REGISTER + "/sites/{id:[0-9]{1,18}}";

    private final SiteRegister register;
    private final Directory directory;
    private final UnitChoice units;
    private final CountyClock clock;

    RegisterController(SiteRegister register, Directory directory, UnitChoice units, CountyClock clock) {
        this.register = register;
        this.directory = directory;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping(REGISTER)
    String list(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        model.addAttribute("sites", register.sites(actor));
        model.addAttribute("accounts", register.accounts(actor, key));
        model.addAttribute("year", clock.today().getYear());
        return "content/register";
    }

    @GetMapping(REGISTER + ".xlsx")
    void workbook(Actor actor, HttpServletResponse response) throws IOException {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("网站和新媒体台账.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        register.workbook(actor, response.getOutputStream());
    }

    @GetMapping(REGISTER + "/accounts/new")
    String begin(Actor actor, Model model) {
        return form(actor, model, 0, AccountForm.empty(), FormErrors.NONE);
    }

    @PostMapping(REGISTER + "/accounts")
    String add(Actor actor, @ModelAttribute("typed") AccountForm form, Model model, RedirectAttributes notes) {
        return store(actor, 0, form, model, notes);
    }

    @GetMapping(ACCOUNT)
    String edit(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        var found = register.account(actor, id);
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这个账号不在台账里，或不归您管理。"));
            return "redirect:" + REGISTER;
        }
        return form(actor, model, id, AccountForm.of(found.get(), account(found.get().responsible())),
                FormErrors.NONE);
    }

    @PostMapping(ACCOUNT)
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") AccountForm form, Model model,
            RedirectAttributes notes) {
        return store(actor, id, form, model, notes);
    }

    private String store(Actor actor, long id, AccountForm form, Model model, RedirectAttributes notes) {
        String unreadable = form.unreadable();
        if (unreadable != null) {
            return form(actor, model, id, form, FormErrors.of(unreadable, "日期看不懂，请按 2026-12-01 的样子填写。"));
        }
        String wanted = form.text(form.responsible());
        Optional<Person> person = wanted.isEmpty() ? Optional.empty() : directory.personByAccount(wanted);
        if (!wanted.isEmpty() && person.isEmpty()) {
            return form(actor, model, id, form, FormErrors.of("responsible", "没有登录名为“" + wanted + "”的人，请核对。"));
        }
        var account = form.toAccount(id, person.map(found -> found.id().value()).orElse(null));
        if (account.isEmpty()) {
            return form(actor, model, id, form, FormErrors.of("unit", "请选择责任单位。"));
        }
        Optional<Refusal> refusal = id == 0
                ? switch (register.add(actor, account.get())) {
                    case Made.Refused refused -> Optional.of(refused.why());
                    case Made.Done ignored -> Optional.empty();
                }
                : register.change(actor, account.get());
        if (refusal.isPresent()) {
            return form(actor, model, id, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "账号已记入台账；认证到期和久不更新时会提醒责任人。");
        return "redirect:" + REGISTER;
    }

    @PostMapping(ACCOUNT + "/updated")
    String updated(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return SiteFaceController.after(register.updated(actor, id, clock.today()), "已记下今天有更新。", REGISTER, notes);
    }

    @PostMapping(ACCOUNT + "/check")
    String checkAccount(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String problems,
            RedirectAttributes notes) {
        return SiteFaceController.after(register.checkAccount(actor, id, problems), "本年的核对已记下。", REGISTER, notes);
    }

    @GetMapping(ENTRY)
    String entry(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        return entry(actor, id, model, notes, null, FormErrors.NONE);
    }

    private String entry(Actor actor, long id, Model model, RedirectAttributes notes, @Nullable EntryForm typed,
            FormErrors errors) {
        var line = register.sites(actor).stream().filter(one -> one.site().id() == id).findFirst();
        if (line.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这个站点不存在，或不归您管理。"));
            return "redirect:" + REGISTER;
        }
        LocalDate opened = line.get().openedOn();
        model.addAttribute("line", line.get());
        model.addAttribute("typed", typed == null
                ? new EntryForm(opened == null ? "" : opened.toString(), line.get().openApproval(),
                        account(line.get().responsible()), line.get().note())
                : typed);
        model.addAttribute("errors", errors);
        model.addAttribute("year", clock.today().getYear());
        return "content/register-site";
    }

    @PostMapping(ENTRY)
    String enter(Actor actor, @PathVariable long id, @ModelAttribute("typed") EntryForm form, Model model,
            RedirectAttributes notes) {
        String opened = form.text(form.openedOn());
        LocalDate day = SiteFaceController.date(opened);
        if (!opened.isEmpty() && day == null) {
            return entry(actor, id, model, notes, form, FormErrors.of("openedOn", "日期看不懂，请按 2026-12-01 的样子填写。"));
        }
        String wanted = form.text(form.responsible());
        Optional<Person> person = wanted.isEmpty() ? Optional.empty() : directory.personByAccount(wanted);
        if (!wanted.isEmpty() && person.isEmpty()) {
            return entry(actor, id, model, notes, form,
                    FormErrors.of("responsible", "没有登录名为“" + wanted + "”的人，请核对。"));
        }
        var refusal = register.enter(actor, id, day, form.text(form.openApproval()),
                person.map(found -> found.id().value()).orElse(null), form.text(form.note()));
        if (refusal.isPresent()) {
            return entry(actor, id, model, notes, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "站点的台账已保存。");
        return "redirect:" + REGISTER;
    }

    @PostMapping(ENTRY + "/check")
    String checkSite(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String problems,
            RedirectAttributes notes) {
        return SiteFaceController.after(register.checkSite(actor, id, problems), "本年的核对已记下。", REGISTER, notes);
    }

    private String form(Actor actor, Model model, long id, AccountForm form, FormErrors errors) {
        var platforms = new LinkedHashMap<String, String>();
        for (MediaPlatform platform : MediaPlatform.values()) {
            platforms.put(platform.name(), platform.label());
        }
        model.addAttribute("id", id);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("platforms", platforms);
        model.addAttribute("units", units.of(actor, ContentPermissions.SITES));
        model.addAttribute("year", clock.today().getYear());
        return "content/register-account";
    }

    private String account(@Nullable Long person) {
        return person == null ? "" : directory.person(new PersonId(person)).map(Person::account).orElse("");
    }
}
