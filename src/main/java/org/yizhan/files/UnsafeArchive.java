package org.yizhan.files;

import java.io.IOException;

import org.yizhan.shared.Refusal;

/** An archive that must not be read on; the message says why, in words for the person who sent it. */
public class UnsafeArchive extends IOException {
    public UnsafeArchive(String why) {
        super(why);
    }

    public Refusal refusal() {
        String why = getMessage();
        return new Refusal(why == null ? "压缩包无法读取" : why);
    }
}
