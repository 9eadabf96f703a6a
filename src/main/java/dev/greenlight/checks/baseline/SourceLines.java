package dev.greenlight.checks.baseline;

import java.util.List;

/** The text of the files that findings are in. */
public interface SourceLines {
    /**
     * A file's lines.
     *
     * @param path as a tool reported it, relative to the workspace; may be nonsense
     * @return empty when there is no such file to read
     */
    List<String> of(String path);
}
