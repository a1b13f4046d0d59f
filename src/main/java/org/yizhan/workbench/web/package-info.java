/** The desk's shell, and the pages that say what went wrong. */
@NullMarked
package org.yizhan.workbench.web;

import org.jspecify.annotations.NullMarked;
