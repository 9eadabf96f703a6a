package dev.greenlight.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** What one stream of a child prints: kept to the letter up to a limit, and told line by line. */
final class Printed {
    /** In characters. A line that never ends is told in pieces, so that it is not held in memory. */
    private static final int LONGEST_LINE = 64 * 1024;

    /** Of waiting for what is still in a stream, when the child has ended. */
    private static final Duration ROUND = Duration.ofSeconds(2);

    private static final int MOST_ROUNDS = 5;

    private final int most;
    private final Consumer<String> lines;
    private final Object turn;
    private final StringBuilder kept = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private boolean whole = true;
    private boolean ended;
    private long taken;
    private boolean afterReturn;

    /**
     * @param most characters are kept
     * @param lines receives each line without its end
     * @param turn held by whoever reads from the child, or looks at what it has printed
     */
    Printed(int most, Consumer<String> lines, Object turn) {
        this.most = most;
        this.lines = lines;
        this.turn = turn;
    }

    /** Reads the stream to its end, in the thread that is returned. */
    Thread follow(InputStream stream) {
        return Thread.ofVirtual().start(() -> {
            try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                char[] characters = new char[8192];
                for (int read = reader.read(characters); read >= 0; read = reader.read(characters)) {
                    synchronized (turn) {
                        take(characters, read);
                    }
                }
                synchronized (turn) {
                    end();
                }
            } catch (IOException | OutOfMemoryError e) {
                // The stream breaks when the child is killed; what was read until then stands, and is not all.
            }
        });
    }

    /**
     * Waits for the stream's end. A grandchild may hold it open after the child has ended: while something comes, it may be what was still in it;
     * but one that prints without end is not waited for.
     *
     * @param reading what {@link #follow} returned
     */
    void await(Thread reading) {
        try {
            long before = -1;
            long now = 0;
            for (int round = 0; round < MOST_ROUNDS && now != before && !reading.join(ROUND); round++) {
                before = now;
                synchronized (turn) {
                    now = taken;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next characters. */
    private void take(char[] characters, int length) {
        taken += length;
        int room = most - kept.length();
        kept.append(characters, 0, Math.min(length, room));
        whole &= length <= room;
        int told = 0;
        for (int at = 0; at < length; at++) {
            char one = characters[at];
            boolean rest = one == '\n' && afterReturn;
            afterReturn = one == '\r';
            if (one == '\n' || one == '\r') {
                line.append(characters, told, at - told);
                told = at + 1;
                if (!rest) {
                    tell();
                }
            } else if (line.length() + at - told >= LONGEST_LINE && !Character.isLowSurrogate(one)) {
                line.append(characters, told, at - told);
                told = at;
                tell();
            }
        }
        line.append(characters, told, length - told);
    }

    /** Nothing follows. */
    private void end() {
        if (!line.isEmpty()) {
            tell();
        }
        ended = true;
    }

    private void tell() {
        String told = line.toString();
        line.setLength(0);
        lines.accept(told);
    }

    String kept() {
        return kept.toString();
    }

    /** Whether all that the child printed is kept, up to the end of its stream. */
    boolean whole() {
        return whole && ended;
    }
}
