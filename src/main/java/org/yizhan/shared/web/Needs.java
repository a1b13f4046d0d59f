package org.yizhan.shared.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Staff that hold this permission for at least one unit may call the route; the door behind it decides for which unit. The
 * value is the code of a registered permission, several mean any of them.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    String[] value();
}
