package dev.greenlight.checks.tools;

import dev.greenlight.report.Location;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Turns the paths that a tool prints into paths of the workspace.
 *
 * @param folder the folder that the tool ran in; absolute
 * @param prefix that same folder relative to the workspace, with forward slashes; empty for the workspace itself
 */
public record ReportedPaths(Path folder, String prefix) {
    /** A path as printed, relative to the folder or absolute. */
    public String inWorkspace(String reported) {
        try {
            Path path = Path.of(reported);
            Path relative = path.isAbsolute() ? folder.relativize(path.normalize()) : path;
            Path full = Path.of(prefix).resolve(relative).normalize();
            return full.toString().isEmpty() ? reported : full.toString();
        } catch (InvalidPathException e) {
            return reported;
        }
    }

    /** A place as printed; numbers below zero, which some tools print for "unknown", count as unknown. */
    public Location location(String reported, int line, int column) {
        return new Location(inWorkspace(reported), Math.max(0, line), Math.max(0, column));
    }
}
