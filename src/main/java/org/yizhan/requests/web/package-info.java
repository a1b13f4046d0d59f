/** Pages of requests: where people write and read answers, and where the office looks after mailboxes and what is published. */
@NullMarked
package org.yizhan.requests.web;

import org.jspecify.annotations.NullMarked;
