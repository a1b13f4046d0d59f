/** The desk's screens of the search. */
@NullMarked
package org.yizhan.search.web;

import org.jspecify.annotations.NullMarked;
