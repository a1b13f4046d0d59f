/** The desk's screens of letters. */
@NullMarked
package org.yizhan.letters.web;

import org.jspecify.annotations.NullMarked;
