package dev.greenlight.checks.tools;

import java.util.regex.Pattern;

/**
 * What a tool that judges each file by itself has to look at when some files have changed. All paths have forward slashes.
 *
 * @param judged the files that it judges, relative to the folder that it works in
 * @param configuration the files with which its findings in all others may change, relative to the repository
 * @param choosing files that may say which files it looks at, relative to the repository
 * @param choice what such a file holds when it does so, which nobody but the tool can follow
 */
public record Scope(Pattern judged, Pattern configuration, Pattern choosing, Pattern choice) {
    /** Python's sources, which a requirements file decides the tools of. @param configuration names of other files */
    public static Scope ofPython(String configuration, String choosing, String choice) {
        return new Scope(
                Pattern.compile(".*\\.py"),
                Pattern.compile("(.*/)?(" + configuration
                        + "|pyproject\\.toml|setup\\.cfg|[^/]*requirements[^/]*\\.txt)|" + "(.*/)?requirements/.*"),
                Pattern.compile("(.*/)?(" + choosing + ")"),
                Pattern.compile(choice));
    }
}
