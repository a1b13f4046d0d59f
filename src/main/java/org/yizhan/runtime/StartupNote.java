package org.yizhan.runtime;

import java.util.List;

/** A bean with something to tell the person at the terminal once the program answers, such as accounts to try. */
public interface StartupNote {
    List<String> lines();
}
