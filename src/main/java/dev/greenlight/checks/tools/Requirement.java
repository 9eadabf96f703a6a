package dev.greenlight.checks.tools;

import java.util.Locale;
import java.util.Optional;

/**
 * One Python package that a requirements file asks for.
 *
 * @param name normalized: lower case, with hyphens
 * @param version the exact version; empty when the file leaves it open
 * @param conditional whether it is asked for in some surroundings only, such as an old version of Python
 * @param file the requirements file, relative to the service's folder
 * @param line from 1
 * @see <a href="https://packaging.python.org/en/latest/specifications/name-normalization/">normal names</a>
 */
public record Requirement(String name, Optional<String> version, boolean conditional, String file, int line) {
    public Requirement {
        name = normal(name);
    }

    /** The name by which packages are compared. */
    public static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
