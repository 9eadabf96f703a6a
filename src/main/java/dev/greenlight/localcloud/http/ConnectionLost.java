package dev.greenlight.localcloud.http;

/** Thrown instead of an answer: the caller's connection breaks, and he never learns what became of his call. */
public final class ConnectionLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConnectionLost() {
        super("the connection is broken on purpose", null, false, false);
    }
}
