/** Screens of the desk for cases of every kind. */
@NullMarked
package org.yizhan.casework.web;

import org.jspecify.annotations.NullMarked;
