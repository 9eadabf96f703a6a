package dev.greenlight.report;

/** Where a long-running piece of work tells a person how it goes. Never the place for results, which are values. */
public interface Progress {
    /** One line about what has just happened or begins now. */
    void say(String line);

    /** One line printed by a tool or a container, which must not be taken for a command to the runner. */
    void quote(String line);

    /** Something the person should know though it does not decide the verdict. */
    void warn(String line);

    /** A value that must not appear in anything printed from now on. */
    void mask(String secret);

    /** The text with every secret hidden that {@link #mask} was told of: for what goes to people by another way. */
    String redact(String text);
}
