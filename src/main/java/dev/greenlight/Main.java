package dev.greenlight;

/** Where every command starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(64);
    }
}
