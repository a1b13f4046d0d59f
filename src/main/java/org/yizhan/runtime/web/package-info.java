/** Where the command line reaches the running program, and what guards the server against malformed requests. */
@NullMarked
package org.yizhan.runtime.web;

import org.jspecify.annotations.NullMarked;
