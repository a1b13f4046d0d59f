/** Reads documents that come from anywhere into clean text: encodings, Word, PDF, HTML, damage, proposals. Knows no database. */
@NullMarked
package org.yizhan.content.reading;

import org.jspecify.annotations.NullMarked;
