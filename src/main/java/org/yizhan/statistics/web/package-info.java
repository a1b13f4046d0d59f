/** The screens of the statistics. */
@NullMarked
package org.yizhan.statistics.web;

import org.jspecify.annotations.NullMarked;
