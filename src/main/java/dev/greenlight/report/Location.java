package dev.greenlight.report;

/**
 * A place in a file of the repository.
 *
 * @param path relative to the workspace, with forward slashes; never blank
 * @param line from 1; 0 when the tool named the file alone
 * @param column from 1; 0 when unknown
 */
public record Location(String path, int line, int column) {
    public Location {
        if (path.isBlank()) {
            throw new IllegalArgumentException("a location needs a path");
        }
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException(
                    "line and column start at 1, or are 0 when unknown: " + line + ":" + column);
        }
    }

    /** A file as a whole. */
    public static Location of(String path) {
        return new Location(path, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? path : path + ":" + line + (column == 0 ? "" : ":" + column);
    }
}
