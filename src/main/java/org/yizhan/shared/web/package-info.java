/** What controllers of every module share: who may call a route, and the frame around a page. */
@NullMarked
package org.yizhan.shared.web;

import org.jspecify.annotations.NullMarked;
