package org.yizhan.content;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.yizhan.content.Finding.Weight;
import org.yizhan.shared.TypedDay;

/** Looks whether everything that its model asks for is said, and in its form (要素检查). */
final class ElementCheck {
    private static final String CAPTIONS = "captions";

    private ElementCheck() {}

    static List<Finding> look(Edition edition, Optional<ContentModel> model) {
        if (model.isEmpty()) {
            return List.of(new Finding("required", Weight.FORBIDDEN, "内容类型", edition.model(), "这种内容类型不存在，请另选一种。"));
        }
        var findings = new ArrayList<Finding>();
        for (ModelElement element : model.get().asked()) {
            String text = edition.elements().getOrDefault(element.code(), "");
            if (text.isBlank()) {
                if (element.required()) {
                    findings.add(new Finding("required", Weight.FORBIDDEN, element.label(), "",
                            "“" + model.get().name() + "”须写明" + element.label() + "。" + element.hint()));
                }
            } else {
                problem(element, text).ifPresent(advice -> findings
                        .add(new Finding("element-form", Weight.FORBIDDEN, element.label(), text, advice)));
            }
        }
        findings.addAll(pictures(edition, model.get()));
        findings.addAll(captions(edition, model.get()));
        return findings;
    }

    private static Optional<String> problem(ModelElement element, String text) {
        return switch (element.kind()) {
            case DATE -> isDate(text) ? Optional.empty() : Optional.of("日期看不懂，请写成 2026-11-21 这样。");
            case NUMBER -> isNumber(text) ? Optional.empty() : Optional.of("这里要写数字，例如 128000 或 12.5，单位不用写。");
            case CHOICE -> element.choices().contains(text)
                    ? Optional.empty()
                    : Optional.of("“" + text + "”不在可选的内容里，请重新选择。");
            case TABLE -> TableText.of(text).rows().isEmpty()
                    ? Optional.of("表格只有一行，第一行是表头，下面要有内容。")
                    : Optional.empty();
            case LINE, TEXT, PERSON, FILE -> Optional.empty();
        };
    }

    static boolean isDate(String text) {
        return TypedDay.of(text).isPresent();
    }

    private static boolean isNumber(String text) {
        try {
            return new BigDecimal(text.replace(",", "").replace("，", "")).precision() <= 30;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** A film without captions leaves out who cannot hear it; what is given as captions must be some. */
    private static List<Finding> captions(Edition edition, ContentModel model) {
        Optional<ModelElement> place = model.asked().stream().filter(one -> one.code().equals(CAPTIONS)).findFirst();
        if (place.isEmpty()) {
            return List.of();
        }
        String given = edition.elements().getOrDefault(CAPTIONS, "");
        boolean film = edition.files().stream().anyMatch(file -> file.mediaType().startsWith("video/"));
        if (given.isBlank()) {
            return film
                    ? List.of(new Finding("captions", Weight.SUGGESTION, place.get().label(), "",
                            "视频还没有字幕。听不见的读者要靠字幕，请上传 WebVTT 格式（.vtt）的字幕文件。"))
                    : List.of();
        }
        boolean fit = edition.files()
                .stream()
                .anyMatch(file -> Long.toString(file.fileId()).equals(given) && file.mediaType().equals("text/vtt"));
        return fit
                ? List.of()
                : List.of(new Finding("captions", Weight.FORBIDDEN, place.get().label(), "",
                        "字幕要用 WebVTT 格式（文件名以 .vtt 结尾），其他格式浏览器放不出来。"));
    }

    private static List<Finding> pictures(Edition edition, ContentModel model) {
        return model.pictures()
                .weight()
                .map(weight -> Pictures.in(edition.bodyHtml())
                        .stream()
                        .filter(picture -> !picture.lacking(weight).isEmpty())
                        .limit(Check.MOST)
                        .map(picture -> new Finding("picture-facts", weight, "第" + picture.number() + "张图片",
                                picture.caption(),
                                "缺少" + String.join("、", picture.lacking(weight)) + "，请在“图片说明”里补上。"))
                        .toList())
                .orElse(List.of());
    }
}
