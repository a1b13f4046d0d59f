package org.yizhan.evaluation;

/** Codes of the permissions of this module. */
public final class EvaluationPermissions {
    public static final String VIEW = "evaluation.view";
    public static final String HEAD = "evaluation.head";
    public static final String MANAGE = "evaluation.manage";

    private EvaluationPermissions() {}
}
