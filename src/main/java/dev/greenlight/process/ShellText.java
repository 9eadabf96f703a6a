package dev.greenlight.process;

/** Text that a POSIX shell reads as it is meant. */
public final class ShellText {
    private ShellText() {}

    /** A flag with its value, as one word each whatever the value holds. @param name without hyphens */
    public static String flag(String name, String value) {
        return "--" + name + " '" + value.replace("'", "'\\''") + "'";
    }
}
