package dev.greenlight.report.waivers;

/**
 * A pattern of paths with forward slashes: {@code ?} is one character of a name, {@code *} any number of them, and {@code **} any number of
 * folders. A pattern without wildcard is one file.
 *
 * <p>Takes time in proportion to the pattern's and the path's lengths multiplied, whatever they are: both may come from a stranger.
 *
 * @param pattern relative to the workspace
 */
public record Glob(String pattern) {
    public Glob {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("a pattern of paths is not blank");
        }
    }

    /** Whether a path, relative to the workspace, is one of the pattern's. */
    public boolean matches(String path) {
        // Which beginnings of the path the pattern so far can be, by their length.
        boolean[] reached = new boolean[path.length() + 1];
        reached[0] = true;
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.startsWith("**/", i) && atStart(i)) {
                reached = folders(path, reached);
                i += 2;
            } else if (pattern.startsWith("**", i)) {
                reached = more(path, reached, true);
                i++;
            } else if (pattern.charAt(i) == '*') {
                reached = more(path, reached, false);
            } else {
                reached = one(path, reached, pattern.charAt(i));
            }
        }
        return reached[path.length()];
    }

    private boolean atStart(int index) {
        return index == 0 || pattern.charAt(index - 1) == '/';
    }

    /** No folder, or any number of whole ones. */
    private static boolean[] folders(String path, boolean[] reached) {
        boolean[] next = reached.clone();
        boolean any = false;
        for (int at = 0; at < path.length(); at++) {
            any |= reached[at];
            if (any && path.charAt(at) == '/') {
                next[at + 1] = true;
            }
        }
        return next;
    }

    private static boolean[] more(String path, boolean[] reached, boolean across) {
        boolean[] next = reached.clone();
        for (int at = 0; at < path.length(); at++) {
            if (next[at] && (across || path.charAt(at) != '/')) {
                next[at + 1] = true;
            }
        }
        return next;
    }

    private static boolean[] one(String path, boolean[] reached, char wanted) {
        boolean[] next = new boolean[reached.length];
        for (int at = 0; at < path.length(); at++) {
            char there = path.charAt(at);
            next[at + 1] = reached[at] && (wanted == '?' ? there != '/' : there == wanted);
        }
        return next;
    }
}
