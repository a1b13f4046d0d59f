package org.yizhan.hotline.web;

import java.util.Map;

import org.yizhan.casework.CaseId;
import org.yizhan.hotline.Callers;

/** @param kinds what each of the earlier cases is called */
public record CallerView(Callers.Known known, Map<CaseId, String> kinds) {}
