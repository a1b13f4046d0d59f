/** The screens of supervision. */
@NullMarked
package org.yizhan.supervision.web;

import org.jspecify.annotations.NullMarked;
