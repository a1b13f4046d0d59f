/** The public pages of disclosure, and its screens of the desk. */
@NullMarked
package org.yizhan.disclosure.web;

import org.jspecify.annotations.NullMarked;
