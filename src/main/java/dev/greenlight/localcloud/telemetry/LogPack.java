package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Some hundred entries in little memory, never changed. */
final class LogPack {
    private static final int TEXT = 0;
    private static final int STRUCTURED = 1;
    private static final int ANSWERED = 2;

    private static final LogEntry.Severity[] SEVERITIES = LogEntry.Severity.values();

    /** Packs entries, one behind the other. Not safe for several threads. */
    static final class Open {
        private static final int FULL = 128 * 1024;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FULL + 4 * 1024);
        private final DataOutputStream out = new DataOutputStream(bytes);
        private final Recurring<Resource> resources = new Recurring<>();
        private final Recurring<String> words = new Recurring<>();
        private long last = -1;

        /** What many entries have in common, by number. */
        private static final class Recurring<T> {
            private final Map<T, Integer> numbers = new HashMap<>();
            private final List<T> all = new ArrayList<>();

            int number(T value) {
                return numbers.computeIfAbsent(value, added -> {
                    all.add(added);
                    return all.size() - 1;
                });
            }
        }

        boolean isFull() {
            return bytes.size() >= FULL;
        }

        /** What has been added up to now; more may be added afterwards. */
        LogPack pack() {
            return new LogPack(last, bytes.toByteArray(), List.copyOf(resources.all), List.copyOf(words.all));
        }

        void add(LogEntry entry) {
            try {
                out.writeLong(entry.sequence());
                time(entry.timestamp());
                out.writeInt(resources.number(entry.resource()));
                out.writeByte(entry.severity().ordinal());
                word(entry.log());
                content(entry.content());
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail", e);
            }
            last = entry.sequence();
        }

        private void content(LogEntry.Content content) throws IOException {
            switch (content) {
                case LogEntry.Content.Text(String text) -> {
                    out.writeByte(TEXT);
                    text(text.getBytes(StandardCharsets.UTF_8));
                }
                case LogEntry.Content.Structured(var json) -> {
                    out.writeByte(STRUCTURED);
                    text(Json.bytes(json));
                }
                case LogEntry.Content.Answered(ServedRequest request) -> {
                    out.writeByte(ANSWERED);
                    answered(request);
                }
            }
        }

        private void answered(ServedRequest request) throws IOException {
            time(request.start());
            word(request.method());
            text(request.url().getBytes(StandardCharsets.UTF_8));
            out.writeShort(request.status());
            out.writeLong(request.latency().toNanos());
            word(request.remoteIp());
            word(request.userAgent());
            text(request.trail().trace().getBytes(StandardCharsets.UTF_8));
            text(request.trail().span().getBytes(StandardCharsets.UTF_8));
            word(request.trail().note());
        }

        private void time(Instant time) throws IOException {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
        }

        private void word(String word) throws IOException {
            out.writeInt(words.number(word));
        }

        private void text(byte[] text) throws IOException {
            out.writeInt(text.length);
            out.write(text);
        }
    }

    private final long last;
    private final byte[] bytes;
    private final List<Resource> resources;
    private final List<String> words;

    /** @param last the sequence number of the last entry; -1 when there is none */
    LogPack(long last, byte[] bytes, List<Resource> resources, List<String> words) {
        this.last = last;
        this.bytes = bytes;
        this.resources = resources;
        this.words = words;
    }

    long last() {
        return last;
    }

    /** Adds those that are wanted, in the order of their arrival. */
    void find(Predicate<LogEntry> wanted, List<LogEntry> found) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                LogEntry entry = entry(in);
                if (wanted.test(entry)) {
                    found.add(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a pack is read as it was written", e);
        }
    }

    private LogEntry entry(DataInputStream in) throws IOException {
        return new LogEntry(
                in.readLong(),
                time(in),
                resources.get(in.readInt()),
                SEVERITIES[in.readByte()],
                word(in),
                switch (in.readByte()) {
                    case TEXT -> new LogEntry.Content.Text(text(in));
                    case STRUCTURED ->
                        new LogEntry.Content.Structured((ObjectNode) Json.MAPPER.readTree(in.readNBytes(in.readInt())));
                    default -> new LogEntry.Content.Answered(answered(in));
                });
    }

    private ServedRequest answered(DataInputStream in) throws IOException {
        return new ServedRequest(
                time(in),
                word(in),
                text(in),
                in.readShort(),
                Duration.ofNanos(in.readLong()),
                word(in),
                word(in),
                new ServedRequest.Trail(text(in), text(in), word(in)));
    }

    private static Instant time(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private String word(DataInputStream in) throws IOException {
        return words.get(in.readInt());
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
