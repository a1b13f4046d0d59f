/** Pages and interface of the working calendar. */
@NullMarked
package org.yizhan.calendar.web;

import org.jspecify.annotations.NullMarked;
