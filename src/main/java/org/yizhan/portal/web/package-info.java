/** The public pages. */
@NullMarked
package org.yizhan.portal.web;

import org.jspecify.annotations.NullMarked;
