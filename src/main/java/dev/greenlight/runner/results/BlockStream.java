package dev.greenlight.runner.results;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Cuts what is written into blocks, of which it holds one at a time. */
final class BlockStream extends OutputStream {
    /** As GitHub's own clients cut; a blob has at most 50,000 blocks. */
    static final int BLOCK = 8 * 1024 * 1024;

    /** Takes one block. */
    interface Taker {
        /** @param id the same length for all, in base64 */
        void take(String id, byte[] bytes, int length);
    }

    private final Taker taker;
    private final MessageDigest digest = HttpBlobs.sha256();
    private final List<String> blocks = new ArrayList<>();
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private long size;

    BlockStream(Taker taker) {
        this.taker = taker;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            makeRoom(left);
            int part = Math.min(left, buffer.length - filled);
            System.arraycopy(bytes, from, buffer, filled, part);
            filled += part;
            from += part;
            left -= part;
            if (filled == BLOCK) {
                pass();
            }
        }
    }

    /** Most blobs are small: the buffer grows up to a block as it is needed. */
    private void makeRoom(int wanted) {
        if (buffer.length - filled < wanted && buffer.length < BLOCK) {
            long grown = Math.max(2L * buffer.length, (long) filled + wanted);
            buffer = java.util.Arrays.copyOf(buffer, (int) Math.min(BLOCK, grown));
        }
    }

    private void pass() {
        String name = String.format(Locale.ROOT, "block-%08d", blocks.size());
        String id = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.US_ASCII));
        taker.take(id, buffer, filled);
        digest.update(buffer, 0, filled);
        blocks.add(id);
        size += filled;
        filled = 0;
    }

    @Override
    public void close() {
        if (filled > 0) {
            pass();
        }
    }

    List<String> blocks() {
        return List.copyOf(blocks);
    }

    /** What was sent; asked once, after the end. */
    Blob sent() {
        return new Blob(size, HexFormat.of().formatHex(digest.digest()));
    }
}
