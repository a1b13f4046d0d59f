/** Pages of the hotline: the desk of agents, call-backs and rates, settings, and the knowledge base for staff and public. */
@NullMarked
package org.yizhan.hotline.web;

import org.jspecify.annotations.NullMarked;
