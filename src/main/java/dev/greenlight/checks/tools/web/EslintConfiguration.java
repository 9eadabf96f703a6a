package dev.greenlight.checks.tools.web;

/**
 * ESLint's configuration files.
 *
 * @see <a href="https://eslint.org/docs/latest/use/configure/configuration-files">their names</a>
 */
public final class EslintConfiguration {
    private EslintConfiguration() {}

    /** Whether that path is of one, of either form. */
    public static boolean is(String path) {
        return flat(path) || name(path).startsWith(".eslintrc");
    }

    /** Whether it is of the form that ESLint has read alone since its version 9. */
    static boolean flat(String path) {
        return name(path).startsWith("eslint.config.");
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
