package org.yizhan.setup;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.SiteFaces;
import org.yizhan.content.SiteSlot;
import org.yizhan.content.SlotPlace;
import org.yizhan.directory.Directory;
import org.yizhan.files.FileReceipt;
import org.yizhan.shared.Actor;

/** What the home page of the demonstration's portal shows for a time. */
@Component
class DemoFace {
    private final SiteFaces faces;
    private final PublishedContent published;
    private final Directory directory;
    private final DemoNames names;
    private final CountyClock clock;

    DemoFace(SiteFaces faces, PublishedContent published, Directory directory, DemoNames names, CountyClock clock) {
        this.faces = faces;
        this.published = published;
        this.directory = directory;
        this.names = names;
        this.clock = clock;
    }

    void load() {
        Actor editor = directory.actor(names.person("chenying"));
        long portal = published.portal().id();
        Instant now = clock.now();
        int position = 10;
        List<String[]> rows = DemoText.rows("slots.txt");
        for (String[] row : rows) {
            faces.addSlot(editor, portal,
                    new SiteSlot(0, SlotPlace.valueOf(row[0]), row[1], row[2], picture(editor, portal, row[3]), row[4],
                            now, now.plus(Duration.ofDays(Long.parseLong(row[5]))), position))
                    .orThrow();
            position += 10;
        }
    }

    private @Nullable Long picture(Actor editor, long portal, String word) {
        Optional<Drawing.Theme> theme = Drawing.Theme.of(word);
        if (theme.isEmpty()) {
            return null;
        }
        var bytes = new ByteArrayInputStream(Drawing.png(theme.get(), 0));
        return switch (faces.picture(editor, portal, bytes, word + ".png")) {
            case FileReceipt.Taken taken -> taken.file().id().value();
            case FileReceipt.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }
}
