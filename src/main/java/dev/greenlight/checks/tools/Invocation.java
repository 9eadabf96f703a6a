package dev.greenlight.checks.tools;

import java.util.List;
import java.util.Map;

/**
 * How a tool is started.
 *
 * @param arguments the program first
 * @param environment what it needs beyond what every tool gets
 * @param asks whether it asks services outside, and so has to know of a company's proxy
 */
public record Invocation(List<String> arguments, Map<String, String> environment, boolean asks) {
    public Invocation {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("an invocation names its program");
        }
    }

    /** A tool that reads what lies before it. */
    public static Invocation of(List<String> arguments) {
        return new Invocation(arguments, Map.of(), false);
    }

    /** A tool that asks services outside as well. */
    public static Invocation asking(List<String> arguments) {
        return new Invocation(arguments, Map.of(), true);
    }

    /** The same with one more variable. */
    public Invocation with(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(environment);
        more.put(name, value);
        return new Invocation(arguments, more, asks);
    }
}
