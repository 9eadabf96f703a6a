package dev.greenlight.process;

import java.util.function.Consumer;

/** What one stream of a child prints: kept to the letter up to a limit, and told line by line. One thread at a time. */
final class Printed {
    /** In characters. A line that never ends is told in pieces, so that it is not held in memory. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final int most;
    private final Consumer<String> lines;
    private final StringBuilder kept = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private boolean whole = true;
    private boolean ended;
    private long taken;
    private boolean afterReturn;

    /** @param most characters are kept @param lines receives each line without its end */
    Printed(int most, Consumer<String> lines) {
        this.most = most;
        this.lines = lines;
    }

    /** The next characters. */
    void take(char[] characters, int length) {
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
    void end() {
        ended = true;
        if (!line.isEmpty()) {
            tell();
        }
    }

    /** Something followed that is not known. */
    void lost() {
        whole = false;
    }

    private void tell() {
        String told = line.toString();
        line.setLength(0);
        lines.accept(told);
    }

    String kept() {
        return kept.toString();
    }

    /** How many characters came so far. */
    long taken() {
        return taken;
    }

    /** Whether all that the child printed is kept, up to the end of its stream. */
    boolean whole() {
        return whole && ended;
    }
}
