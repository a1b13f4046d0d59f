package org.yizhan.shared;

/**
 * A permission that roles can hold (权限); every module offers its own as a {@link Permissions} bean.
 *
 * @param code stable, {@code module.verb}
 */
public record Permission(String code, String label) {}
