package org.yizhan.setup;

import org.springframework.stereotype.Component;
import org.yizhan.content.CheckWord.Level;
import org.yizhan.content.CheckWords;
import org.yizhan.content.Leaders;
import org.yizhan.content.NewCheckWord;
import org.yizhan.content.TraditionalWords;
import org.yizhan.directory.Directory;
import org.yizhan.shared.Actor;

/** The words and the leaders that texts of the demonstration are compared with. */
@Component
class DemoWords {
    private final CheckWords words;
    private final Leaders leaders;
    private final TraditionalWords traditional;
    private final Directory directory;
    private final DemoNames names;

    DemoWords(CheckWords words, Leaders leaders, TraditionalWords traditional, Directory directory,
            DemoNames names) {
        this.words = words;
        this.leaders = leaders;
        this.traditional = traditional;
        this.directory = directory;
        this.names = names;
    }

    void load() {
        Actor editor = directory.actor(names.person("chenying"));
        for (String[] row : DemoText.rows("words.txt")) {
            Level level = row[1].equals(Level.BLOCK.label()) ? Level.BLOCK : Level.SUGGESTION;
            words.add(editor, new NewCheckWord(names.path("县政府"), row[0], level, row[2], row[3])).orThrow();
        }
        for (String[] row : DemoText.rows("leaders.txt")) {
            leaders.add(editor, new Leaders.Typed(names.path("县政府"), row[0], row[1], row[2])).orThrow();
        }
        traditional.put(editor, new TraditionalWords.Word("云溪", "雲溪")).ifPresent(why -> {
            throw new IllegalStateException(why.text());
        });
    }
}
