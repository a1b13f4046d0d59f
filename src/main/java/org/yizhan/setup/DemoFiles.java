package org.yizhan.setup;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.content.Draft;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.files.Files.Purpose;
import org.yizhan.shared.ActorRef;

/** Puts pictures and forms into the articles of the demonstration; each is made once, here, by the program itself. */
@Component
class DemoFiles {
    private static final int VARIANTS = 4;
    /** Two of so many articles that could have a picture have one. */
    private static final int OF = 3;

    private final Files files;
    private final JdbcClient sql;
    private final Map<String, Long> known = new HashMap<>();

    DemoFiles(Files files, JdbcClient sql) {
        this.files = files;
        this.sql = sql;
    }

    /** Before the first article, so that a part that is rolled back does not take a picture with it. */
    void make() {
        for (Drawing.Theme theme : Drawing.Theme.values()) {
            for (int variant = 0; variant < VARIANTS; variant++) {
                picture(theme, variant);
            }
        }
        for (String form : DemoForm.NAMES) {
            if (!isKept(form)) {
                keep(form, form + ".docx", Purpose.ATTACHMENT, DemoForm.docx(form));
            }
        }
    }

    /** A drawing, stored when it is asked for the first time. */
    FileId picture(Drawing.Theme theme, int variant) {
        String name = theme.word() + variant;
        if (!isKept(name)) {
            keep(name, theme.word() + ".png", Purpose.PICTURE, Drawing.png(theme, variant));
        }
        return new FileId(id(name));
    }

    /** A file that comes with the program, such as the short film. */
    FileId shipped(String name) {
        if (!isKept(name)) {
            keep(name, name, Purpose.ATTACHMENT, DemoText.bytes(name));
        }
        return new FileId(id(name));
    }

    static String figure(Drawing.Theme theme, FileId picture, String caption) {
        return "<figure><img src=\"/files/" + picture.value() + "/" + theme.word() + ".png\" alt=\"" + theme.shows()
                + "\"><figcaption>" + caption + "</figcaption></figure>\n";
    }

    /** The form that belongs to a guide written by hand, if there is one. */
    Draft withForm(Draft guide) {
        return DemoText.rows("forms.txt")
                .stream()
                .filter(row -> row[0].equals(guide.title()))
                .findFirst()
                .map(row -> {
                    keep(row[1], row[1] + ".docx", Purpose.ATTACHMENT, DemoForm.docx(row[1], "申请表"));
                    return guide.withFiles(null, List.of(new FileId(id(row[1]))));
                })
                .orElse(guide);
    }

    Draft illustrated(Draft draft, YearText.Written written) {
        Draft illustrated = draft;
        int mark = Math.floorMod(written.title().hashCode(), OF * VARIANTS);
        Optional<Drawing.Theme> theme = Drawing.Theme.of(written.picture());
        if (theme.isPresent() && mark % OF > 0) {
            var picture = new FileId(id(theme.get().word() + mark / OF));
            String figure = figure(theme.get(), picture, theme.get().caption());
            int after = draft.bodyHtml().indexOf("</p>\n") + 5;
            illustrated = draft.withBody(draft.bodyHtml().substring(0, after) + figure
                    + draft.bodyHtml().substring(after)).withFiles(picture, List.of());
        }
        return written.form().isEmpty()
                ? illustrated
                : illustrated.withFiles(illustrated.picture(), List.of(new FileId(id(written.form()))));
    }

    private void keep(String name, String fileName, Purpose purpose, byte[] bytes) {
        FileReceipt receipt = files.store(new ByteArrayInputStream(bytes), fileName, purpose, ActorRef.PROGRAM);
        if (!(receipt instanceof FileReceipt.Taken taken)) {
            throw new IllegalStateException(fileName + ": " + receipt);
        }
        sql.sql("insert into setup.file (name, file_id) values (:name, :id)")
                .param("name", name)
                .param("id", taken.file().id().value())
                .update();
    }

    private boolean isKept(String name) {
        return known.containsKey(name) || sql.sql("select exists (select 1 from setup.file where name = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    private long id(String name) {
        return known.computeIfAbsent(name, key -> sql.sql("select file_id from setup.file where name = :name")
                .param("name", key)
                .query(Long.class)
                .single());
    }
}
