/** Screens of the desk for articles, columns and sites. */
@NullMarked
package org.yizhan.content.web;

import org.jspecify.annotations.NullMarked;
