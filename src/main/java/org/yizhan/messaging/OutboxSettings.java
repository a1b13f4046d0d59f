package org.yizhan.messaging;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is set for the ways out (发件设置): the lines of {@code outbox.properties} in the data folder. A variable of the environment goes
 * before a line, {@code YIZHAN_OUTBOX_SMS_SECRET} before {@code sms.secret}. There is no page to edit them: who could
 * change where codes are sent could sign in as anybody.
 *
 * @param warnings what is wrong with the file itself, in words for the administrator
 */
record OutboxSettings(Map<String, String> lines, Map<String, String> environment, List<String> warnings) {
    static final String FILE = "outbox.properties";
    private static final String PREFIX = "YIZHAN_OUTBOX_";

    static OutboxSettings read(Path file, Map<String, String> environment) {
        var lines = new TreeMap<String, String>();
        var warnings = new ArrayList<String>();
        if (Files.exists(file)) {
            var properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                warnings.add("设置文件 " + FILE + " 读不出来，请检查是不是 UTF-8 编码的文本文件、程序账号能不能读。");
            }
            properties.stringPropertyNames().forEach(name -> lines.put(name, properties.getProperty(name).strip()));
            if (othersMayRead(file)) {
                warnings.add("设置文件 " + FILE + " 别的账号也能读，里面的密钥可能泄露。请改为只有程序账号可读（chmod 600）。");
            }
        }
        return new OutboxSettings(lines, environment, List.copyOf(warnings));
    }

    private static boolean othersMayRead(Path file) {
        try {
            return Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file)
                            .stream()
                            .anyMatch(
                                    Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ)::contains);
        } catch (IOException e) {
            return true;
        }
    }

    Optional<String> find(String key) {
        String variable = PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return Optional.ofNullable(environment.get(variable))
                .or(() -> Optional.ofNullable(lines.get(key)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    String get(String key, String otherwise) {
        return find(key).orElse(otherwise);
    }

    /** Values separated by commas. */
    Set<String> several(String key) {
        return find(key).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The lines whose keys begin so, by what follows. */
    Map<String, String> below(String prefix) {
        return lines.entrySet()
                .stream()
                .filter(line -> line.getKey().startsWith(prefix) && !line.getValue().isEmpty())
                .collect(Collectors.toMap(line -> line.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    /** What a page may say of a secret. */
    MessageChannel.Fact secret(String label, String key) {
        String variable = PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return new MessageChannel.Fact(label, find(key).isEmpty()
                ? "没有设置"
                : environment.containsKey(variable) ? "已设置（环境变量）" : "已设置（" + FILE + "）");
    }
}
