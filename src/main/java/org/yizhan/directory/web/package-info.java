/** The desk's pages about units, people, posts and roles. */
@NullMarked
package org.yizhan.directory.web;

import org.jspecify.annotations.NullMarked;
