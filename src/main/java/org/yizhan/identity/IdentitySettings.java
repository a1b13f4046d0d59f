package org.yizhan.identity;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of sign-in.
 *
 * @param address where users reach the program, such as {@code https://www.yunling.gov.example}; the name that other systems
 *        know it by, and what passkeys are bound to
 * @param deskIdle after so long without a click a session of the desk ends
 * @param deskLongest after so long a session of the desk ends, clicks or not
 * @param passwordDays after so many days a password must be changed
 * @param secondFactorFor whoever holds one of these permissions must have a second factor
 * @param hashMemory memory for one password check in KiB
 * @param hashesAtOnce how many password checks run at the same time
 */
@ConfigurationProperties("yizhan.identity")
record IdentitySettings(@Nullable URI address, @DefaultValue("15m") Duration deskIdle,
        @DefaultValue("12h") Duration deskLongest, @DefaultValue("90") int passwordDays,
        @DefaultValue({"identity.security", "directory.people", "journal.read"}) List<String> secondFactorFor,
        @DefaultValue("19456") int hashMemory,
        @DefaultValue("4") int hashesAtOnce) {}
