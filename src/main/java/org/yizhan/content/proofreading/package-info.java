/** Proofreading 校对: finds what is probably wrong in a text, offline. Knows no database; what a county knows is handed in. */
@NullMarked
package org.yizhan.content.proofreading;

import org.jspecify.annotations.NullMarked;
