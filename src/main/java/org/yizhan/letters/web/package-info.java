/** Pages of letters: where people write and read answers, and where the office looks after mailboxes and what is published. */
@NullMarked
package org.yizhan.letters.web;

import org.jspecify.annotations.NullMarked;
