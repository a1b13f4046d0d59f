package org.yizhan.journal;

/**
 * Something is wrong with the journal, and a person must look (日志报警).
 *
 * @param key the same for the same trouble, so that it is told once
 * @param words in Chinese, one line
 */
public record JournalAlarm(String key, String words) {}
