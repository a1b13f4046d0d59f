/**
 * Flow 流程: reads, checks and plays the documented subset of BPMN 2.0 (docs/flow.md). A pure library: no database, no clock,
 * no Spring. The engine keeps the tokens as rows and asks here what follows from an act.
 */
@NullMarked
@NamedInterface("flow")
package org.yizhan.casework.flow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
