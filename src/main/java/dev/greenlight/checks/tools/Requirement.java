package dev.greenlight.checks.tools;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One Python package that a requirements file asks for.
 *
 * @param name normalized: lower case, with hyphens; of an address, what it takes to come in is left out
 * @param version the exact version; empty when the file leaves it open
 * @param marker in which surroundings alone it is asked for, such as {@code python_version < "3.12"}; empty for all
 * @param file the requirements file, relative to the service's folder
 * @param line from 1; {@link #UNREAD} where the file itself, by whose name it then goes, is none that tools can read
 * @see <a href="https://packaging.python.org/en/latest/specifications/name-normalization/">normal names</a>
 */
public record Requirement(String name, Optional<String> version, String marker, String file, int line) {
    /** No line of a file. */
    public static final int UNREAD = 0;

    /** Of an address: who asks, and with which password, which may hold an {@code @} itself. */
    private static final Pattern USER = Pattern.compile("://[^/\\s]*@");

    private static final Pattern QUERY = Pattern.compile("(://[^?\\s]*)\\?[^#\\s]*");

    public Requirement {
        name = normal(QUERY.matcher(USER.matcher(name).replaceAll("://")).replaceAll("$1"));
    }

    /** Whether it is asked for in some surroundings only. */
    public boolean conditional() {
        return !marker.isEmpty();
    }

    /** The name by which packages are compared. */
    public static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
