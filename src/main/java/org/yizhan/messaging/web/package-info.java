/** Pages of the outbox. */
@NullMarked
package org.yizhan.messaging.web;

import org.jspecify.annotations.NullMarked;
