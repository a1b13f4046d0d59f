package org.yizhan.directory.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.directory.DirectoryPermissions;
import org.yizhan.directory.ImportReport;
import org.yizhan.directory.OrganisationImport;
import org.yizhan.directory.OrganisationImport.Taken;
import org.yizhan.directory.Outcome;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Takes in units and people from a spreadsheet: choose, look, decide. */
@Controller
@RequestMapping("/desk/people/import")
@Needs(DirectoryPermissions.PEOPLE)
class ImportPages {
    private static final MediaType XLSX = MediaType
            .parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final OrganisationImport imports;

    ImportPages(OrganisationImport imports) {
        this.imports = imports;
    }

    @GetMapping
    String choose(Model model) {
        model.addAttribute("errors", FormErrors.NONE);
        return "directory/import";
    }

    @GetMapping("/template.xlsx")
    ResponseEntity<byte[]> template() {
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("单位和人员导入模板.xlsx", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(OrganisationImport.form());
    }

    @PostMapping
    String look(Actor actor, @RequestParam(required = false) @Nullable MultipartFile file, Model model)
            throws IOException {
        if (file == null || file.isEmpty()) {
            return refused(model, FormErrors.of("file", "请选择要导入的文件。"));
        }
        if (file.getSize() > OrganisationImport.LARGEST_FILE) {
            return refused(model, FormErrors.of("file", "文件超过10兆字节，请分成几个文件导入。"));
        }
        String name = file.getOriginalFilename();
        return switch (imports.preview(actor, name == null ? "名单.xlsx" : name, file.getBytes())) {
            case Outcome.Done<ImportReport>(ImportReport report) -> "redirect:/desk/people/import/" + report.draft();
            case Outcome.Refused<ImportReport> refused -> refused(model,
                    FormErrors.of("file", refused.problems().getFirst().text()));
        };
    }

    private static String refused(Model model, FormErrors errors) {
        model.addAttribute("errors", errors);
        return "directory/import";
    }

    @GetMapping("/{draft:\\d{1,18}}")
    String report(Actor actor, @PathVariable long draft, Model model, RedirectAttributes notes) {
        return imports.draft(actor, draft).map(report -> {
            model.addAttribute("report", report);
            return "directory/import-report";
        }).orElseGet(() -> {
            notes.addFlashAttribute("notice", "这个文件已经导入过，或者已经过期。需要时请重新选择文件。");
            return "redirect:/desk/people/import";
        });
    }

    @PostMapping("/{draft:\\d{1,18}}")
    String take(Actor actor, @PathVariable long draft, @RequestParam(defaultValue = "false") boolean onlyRight,
            RedirectAttributes notes) {
        return switch (imports.take(actor, draft, onlyRight)) {
            case Outcome.Done<Taken>(Taken taken) -> {
                notes.addFlashAttribute("notice", "已导入" + taken.units() + "个单位、" + taken.people() + "名人员"
                        + (taken.leftOut() > 0 ? "，" + taken.leftOut() + "行没有导入" : "") + "。下一步请安全管理员授予角色。");
                yield "redirect:/desk/units";
            }
            case Outcome.Refused<Taken> refused -> {
                refused.refusal().ifPresent(words -> notes.addFlashAttribute("refusal", words));
                yield "redirect:/desk/people/import/" + draft;
            }
        };
    }
}
