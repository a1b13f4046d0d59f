/** The journal at the auditor's desk. */
@NullMarked
package org.yizhan.journal.web;

import org.jspecify.annotations.NullMarked;
