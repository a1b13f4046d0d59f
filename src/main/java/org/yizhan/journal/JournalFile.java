package org.yizhan.journal;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The journal as a file of JSON lines (日志导出文件), and its verification without the program and its database: every hash is
 * computed anew, the digests of the days carry signatures, and the last line signs everything before it, so that no line can be
 * left out.
 */
final class JournalFile {
    private static final int FORMAT = 2;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HexFormat HEX = HexFormat.of();

    private JournalFile() {}

    /** What the last line signs: how far the chain goes, how many days are closed, and every line of the file. */
    private static byte[] message(long seq, byte[] hash, int days, byte[] lines) {
        return ("export " + seq + " " + HEX.formatHex(hash) + " " + days + " " + HEX.formatHex(lines))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The digest over lines, each with its line feed, whatever ends the lines of the file at hand. */
    private static final class Lines {
        private final SM3Digest digest = new SM3Digest();

        void add(String line) {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            digest.update(bytes, 0, bytes.length);
        }

        byte[] soFar() {
            byte[] result = new byte[digest.getDigestSize()];
            new SM3Digest(digest).doFinal(result, 0);
            return result;
        }
    }

    /** Writes the lines of one export in order. */
    static final class Writer implements AutoCloseable {
        private final BufferedWriter out;
        private final JournalKeys keys;
        private final Lines lines = new Lines();
        private int days;

        Writer(Path file, JournalKeys keys, Instant now) throws IOException {
            this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            this.keys = keys;
            line(JSON.createObjectNode()
                    .put("yizhanJournal", FORMAT)
                    .put("publicKey", keys.publicKey())
                    .put("exportedAt", now.toString()));
        }

        void entry(long seq, Entry entry, byte[] hash) {
            line(JSON.createObjectNode()
                    .put("seq", seq)
                    .put("id", entry.id())
                    .put("at", entry.at().toString())
                    .put("who", entry.whoKind() + ":" + entry.whoId())
                    .put("act", entry.act())
                    .put("object", entry.objectType() + ":" + entry.objectId())
                    .put("facts", entry.facts())
                    .put("hash", HEX.formatHex(hash)));
        }

        void closing(Closing closing) {
            days++;
            line(JSON.createObjectNode()
                    .put("closing", closing.day().toString())
                    .put("number", days)
                    .put("lastSeq", closing.lastSeq())
                    .put("hash", HEX.formatHex(closing.hash()))
                    .put("signature", HEX.formatHex(closing.signature())));
        }

        void end(long seq, byte[] hash) {
            line(JSON.createObjectNode()
                    .put("head", seq)
                    .put("hash", HEX.formatHex(hash))
                    .put("days", days)
                    .put("signature", HEX.formatHex(keys.sign(message(seq, hash, days, lines.soFar())))));
        }

        private void line(JsonNode node) {
            String line = JSON.writeValueAsString(node);
            lines.add(line);
            try {
                out.write(line);
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /**
     * @param publicKey the key that must have signed the file, from a source other than the file; null: the file's own
     * @return 0 when the file is sound, 1 when it is not, 2 when it is no export at all
     */
    static int verify(Path file, @Nullable String publicKey, PrintStream out) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String first = Objects.requireNonNullElse(in.readLine(), "{}");
            JsonNode header = JSON.readTree(first);
            String own = header.path("publicKey").asString("");
            if (header.path("yizhanJournal").asInt(0) != FORMAT || !own.matches("04[0-9a-f]{128}")) {
                out.println("这不是日志导出文件：" + file);
                return 2;
            }
            if (publicKey != null && !publicKey.strip().equals(own)) {
                out.println("导出文件不是用所给公钥对应的密钥签名的。");
                return 1;
            }
            Verification result = new Reading(own, first).read(in);
            out.println(result.report());
            if (publicKey == null) {
                out.println("签名公钥：" + own);
                out.println("请与另行保存的公钥核对；一致才能证明文件出自本系统。");
            }
            return result.isSound() ? 0 : 1;
        } catch (IOException | UncheckedIOException | JacksonException | IllegalArgumentException e) {
            out.println("无法读取日志导出文件" + file + "：文件不存在、不完整，或不是日志导出文件。");
            return 2;
        }
    }

    private static final class Reading {
        private final String publicKey;
        private final Verification.Findings findings = new Verification.Findings();
        private final Lines lines = new Lines();
        private byte[] hash = Seal.NO_HASH;
        private long seq;
        private int number = 1;
        private int days;
        private String lastDay = "";
        private boolean ended;

        Reading(String publicKey, String header) {
            this.publicKey = publicKey;
            lines.add(header);
        }

        Verification read(BufferedReader in) throws IOException {
            String line;
            while ((line = in.readLine()) != null) {
                number++;
                try {
                    JsonNode node = JSON.readTree(line);
                    if (ended) {
                        findings.add(Finding.Kind.INSERTED, "文件第" + number + "行在结尾之后，是外来的。");
                    } else if (node.has("seq")) {
                        entry(node);
                    } else if (node.has("closing")) {
                        closing(node);
                    } else {
                        end(node);
                    }
                } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
                    findings.add(Finding.Kind.CHANGED, "文件第" + number + "行无法读取。");
                }
                lines.add(line);
            }
            if (!ended) {
                findings.add(Finding.Kind.DELETED, "文件没有结尾：第" + number + "行（第" + seq + "号日志）以后的内容被截去。");
            }
            return findings.over(Instant.EPOCH, seq, 0);
        }

        private void entry(JsonNode node) {
            long next = node.path("seq").asLong(0);
            if (next != seq + 1) {
                findings.add(next > seq + 1 ? Finding.Kind.DELETED : Finding.Kind.INSERTED,
                        "文件第" + number + "行是第" + next + "号，应为第" + (seq + 1) + "号。");
            }
            String[] who = node.path("who").asString("").split(":", 2);
            String[] what = node.path("object").asString("").split(":", 2);
            var entry = new Entry(node.path("id").asLong(0), Instant.parse(node.path("at").asString("")), who[0],
                    Long.parseLong(who[1]), node.path("act").asString(""), what[0], Long.parseLong(what[1]),
                    node.path("facts").asString(""));
            byte[] stated = HEX.parseHex(node.path("hash").asString(""));
            if (!Arrays.equals(stated, Seal.chain(hash, entry.canonical()))) {
                findings.add(Finding.Kind.CHANGED,
                        "第" + next + "号日志（编号" + entry.id() + "，" + entry.at() + "，" + entry.act()
                                + "，" + node.path("object").asString("") + "）被改动，或与前一号接不上。");
            }
            hash = stated;
            seq = next;
        }

        private void closing(JsonNode node) {
            var closing = new Closing(node.path("lastSeq").asLong(0),
                    LocalDate.parse(node.path("closing").asString("")),
                    HEX.parseHex(node.path("hash").asString("")), HEX.parseHex(node.path("signature").asString("")));
            missingDays(node.path("number").asInt(0) - 1, "在" + closing.day() + "的日结以前");
            if (closing.lastSeq() != seq || !Arrays.equals(closing.hash(), hash) || !closing.isGenuine(publicKey)) {
                findings.add(Finding.Kind.CHANGED, closing.day() + "的日结与日志不符，或签名无效。");
            }
            days++;
            lastDay = closing.day().toString();
        }

        private void end(JsonNode node) {
            ended = true;
            int closed = node.path("days").asInt(0);
            missingDays(closed, "在结尾以前");
            byte[] stated = HEX.parseHex(node.path("hash").asString(""));
            long last = node.path("head").asLong(-1);
            if (last != seq || !Arrays.equals(stated, hash) || !JournalKeys.hasSigned(publicKey,
                    message(last, stated, closed, lines.soFar()),
                    HEX.parseHex(node.path("signature").asString("")))) {
                findings.add(Finding.Kind.REWRITTEN, "结尾（第" + last + "号）与文件不符，或签名无效：文件被增删或重写。");
            }
        }

        /** @param before how many closings the file should have had up to here */
        private void missingDays(int before, String where) {
            if (before > days) {
                findings.add(Finding.Kind.DELETED, where + (lastDay.isEmpty() ? "" : "、" + lastDay + "的日结以后") + "缺少"
                        + (before - days) + "个日结。");
            }
            days = Math.max(days, before);
        }
    }
}
