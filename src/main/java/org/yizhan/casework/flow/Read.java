package org.yizhan.casework.flow;

import java.util.List;

/** What became of a process file: a process that can be played, or everything that is wrong with it. */
public sealed interface Read {
    record Sound(CaseProcess process) implements Read {}

    record Refused(List<Fault> faults) implements Read {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
