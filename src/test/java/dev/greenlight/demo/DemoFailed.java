package dev.greenlight.demo;

/** The demonstration did not show what it claims. */
final class DemoFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailed(String message) {
        super(message);
    }
}
