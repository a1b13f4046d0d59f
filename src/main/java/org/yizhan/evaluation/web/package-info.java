/** The screens of the evaluation. */
@NullMarked
package org.yizhan.evaluation.web;

import org.jspecify.annotations.NullMarked;
