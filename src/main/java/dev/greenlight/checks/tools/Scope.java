package dev.greenlight.checks.tools;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a tool that judges each file by itself has to look at when some files have changed. All paths have forward slashes.
 *
 * @param judged the files that it judges, relative to the folder that it works in
 * @param configuration the files with which its findings in all others may change, relative to the repository
 * @param choices by what a team says itself which files it looks at, which nobody but the tool can follow
 */
public record Scope(Pattern judged, Pattern configuration, List<Choice> choices) {
    public Scope {
        choices = List.copyOf(choices);
    }

    /**
     * A file that chooses.
     *
     * @param file its path, relative to the repository
     * @param text what is found in it when it does
     */
    public record Choice(Pattern file, Pattern text) {
        /** In whatever folder. @param name the file's name, as an expression */
        public static Choice of(String name, String text) {
            return new Choice(Pattern.compile("(?s)(.*/)?(" + name + ")"), Pattern.compile(text));
        }
    }

    /** Python's sources, which a requirements file decides the tools of. @param configuration names of other files */
    public static Scope ofPython(String judged, String configuration, Choice... choices) {
        return new Scope(
                Pattern.compile(judged, Pattern.DOTALL),
                Pattern.compile("(?s)(.*/)?(" + configuration
                        + "|pyproject\\.toml|setup\\.cfg|[^/]*requirements[^/]*\\.txt)|" + "(.*/)?requirements/.*"),
                List.of(choices));
    }
}
