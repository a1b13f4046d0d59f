package org.yizhan.messaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.PreDestroy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;

import tools.jackson.databind.json.JsonMapper;

/** Which way out each channel takes, as the settings say now (发送渠道); a changed file is read again by itself. */
@Component
class WaysOut {
    private static final Logger LOG = LoggerFactory.getLogger(WaysOut.class);

    private final Path file;
    private final Map<String, String> environment;
    private final FolderChannel folder;
    private final CountyClock clock;
    private final JsonMapper json;
    private volatile Current current;

    private record Current(@Nullable FileTime changed, OutboxSettings settings, Map<Channel, MessageChannel> channels) {
        MessageChannel of(Channel channel) {
            MessageChannel found = channels.get(channel);
            if (found == null) {
                throw new IllegalArgumentException("nothing leaves by " + channel);
            }
            return found;
        }
    }

    @Autowired
    WaysOut(@Value("${yizhan.data:data}") Path data, FolderChannel folder, CountyClock clock, JsonMapper json) {
        this(data, System.getenv(), folder, clock, json);
    }

    WaysOut(Path data, Map<String, String> environment, FolderChannel folder, CountyClock clock, JsonMapper json) {
        this.file = data.resolve(OutboxSettings.FILE);
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.clock = clock;
        this.json = json;
        this.current = read(changed());
    }

    MessageChannel of(Channel channel) {
        return current.of(channel);
    }

    OutboxSettings settings() {
        return current.settings();
    }

    /** Cheap enough for every second. */
    synchronized void refresh() {
        FileTime changed = changed();
        if (!java.util.Objects.equals(changed, current.changed())) {
            Current former = current;
            current = read(changed);
            former.channels().values().forEach(MessageChannel::close);
            LOG.info("read {} again", file);
        }
    }

    private @Nullable FileTime changed() {
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private Current read(@Nullable FileTime changed) {
        OutboxSettings settings = OutboxSettings.read(file, environment);
        Map<Channel, MessageChannel> channels = new EnumMap<>(Channel.class);
        channels.put(Channel.SMS, sms(settings));
        channels.put(Channel.EMAIL, mail(settings));
        channels.put(Channel.WECHAT, wechat(settings));
        return new Current(changed, settings, channels);
    }

    private MessageChannel sms(OutboxSettings settings) {
        if (settings.find("smpp.host").isPresent()) {
            return usable(SmppChannel.problems(settings), () -> new SmppChannel(settings));
        }
        return settings.find("sms.url").isEmpty()
                ? folder
                : usable(SmsGateway.problems(settings), () -> new SmsGateway(settings, clock, json));
    }

    private MessageChannel mail(OutboxSettings settings) {
        return settings.find("mail.host").isEmpty()
                ? folder
                : usable(MailChannel.problems(settings), () -> new MailChannel(settings));
    }

    private MessageChannel wechat(OutboxSettings settings) {
        return settings.find("wechat.app-id").isEmpty()
                ? new NoWechat()
                : usable(WechatChannel.problems(settings), () -> new WechatChannel(settings));
    }

    private static MessageChannel usable(List<String> problems, java.util.function.Supplier<MessageChannel> made) {
        if (!problems.isEmpty()) {
            return new Misset(new ArrayList<>(problems));
        }
        try {
            return made.get();
        } catch (RuntimeException e) {
            LOG.warn("a way out cannot be made", e);
            return new Misset(List.of("程序不能照这些设置发送，详见程序日志。"));
        }
    }

    @PreDestroy
    void close() {
        current.channels().values().forEach(MessageChannel::close);
    }
}
