/** Screens of the desk for cases of every kind, and where writers follow theirs. */
@NullMarked
package org.yizhan.casework.web;

import org.jspecify.annotations.NullMarked;
