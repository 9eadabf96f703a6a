package dev.greenlight.checks.changes;

import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.history.Changes;
import dev.greenlight.checks.observation.RepositoryFolder;
import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.checks.tools.Scope;
import dev.greenlight.checks.tools.ServiceFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why all files are looked at though only some have changed; each answer is a clause.
 *
 * @param changed what has changed or is gone
 * @param touched those that are not gone
 * @param present what tools see
 */
record Uncertainty(Checkout checkout, Set<String> changed, Set<String> touched, RepositoryFolder.Texts present) {
    /** More are no small change. */
    private static final int MOST = 500;

    /** In bytes; Linux takes 131072 for one argument. */
    private static final int LONGEST = 100_000;

    /** What ends an entry of a list of files for Python, and what stands for bytes that are no text. */
    private static final Pattern LISTED = Pattern.compile("[,\\s\\x1c-\\x1f\\ufffd]", Pattern.UNICODE_CHARACTER_CLASS);

    static Uncertainty of(Checkout checkout, Changes changes) {
        Set<String> changed = new HashSet<>(changes.touched());
        changed.addAll(changes.gone());
        return new Uncertainty(
                checkout, Set.copyOf(changed), changes.touched(), RepositoryFolder.texts(checkout.workspace()));
    }

    /** Of every check. @param config the project's description, in the workspace */
    Optional<String> ofAll(Path config) {
        return names(config).stream()
                .filter(changed::contains)
                .findFirst()
                .map(name -> name + " has changed")
                .or(() -> changed.stream()
                        .filter(this::holdsOthers)
                        .min(String::compareTo)
                        .map(path -> "what has changed in " + path + " is not known"))
                .or(() -> touched.stream()
                        .filter(this::isLost)
                        .min(String::compareTo)
                        .map(path -> path + " has changed and is not found by this name"));
    }

    /** As git names it: where it is a link, what it leads to counts as well. */
    private List<String> names(Path file) {
        Path workspace = checkout.workspace();
        String name = workspace.relativize(file).normalize().toString();
        try {
            return List.of(
                    name, workspace.toRealPath().relativize(file.toRealPath()).toString());
        } catch (IOException e) {
            // It is gone.
            return List.of(name);
        }
    }

    /** Of a submodule and of another repository git names the folder alone. */
    private boolean holdsOthers(String path) {
        try {
            return path.endsWith("/") || Files.isDirectory(checkout.workspace().resolve(path));
        } catch (InvalidPathException e) {
            // A name that this process has no path for: whatever it is, it is not found among the files.
            return true;
        }
    }

    /** Of a name whose bytes are no text git's answer holds no more than what it looks like. */
    private boolean isLost(String path) {
        return !Files.exists(checkout.workspace().resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Of one check. @param files what it would be told of */
    Optional<String> of(PlannedCheck check, Scope scope, List<String> files) {
        return configured(check, scope)
                .or(() -> linked(check, scope))
                .or(() -> check.check().together(check.target()))
                .or(() -> scope.choices().stream()
                        .flatMap(choice -> present.files().stream()
                                .filter(path -> matches(choice.file(), path)
                                        && choice.text()
                                                .matcher(present.of(path))
                                                .find()))
                        .findFirst()
                        .map(path -> path + " chooses its files"))
                .or(() -> files.stream()
                        .filter(path -> LISTED.matcher(path).find())
                        .findFirst()
                        .map(path -> "no list of files can hold " + path))
                .or(() -> Optional.of("more than " + MOST + " have changed").filter(why -> files.size() > MOST))
                .or(() -> Optional.of("the list of changed files is too long for a command line")
                        .filter(why -> bytes(check.check().telling(List.of(check.tool(), "."), files)) > LONGEST));
    }

    private static int bytes(List<String> arguments) {
        return String.join(" ", arguments).getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean matches(Pattern pattern, String path) {
        return pattern.matcher(path).matches();
    }

    private Optional<String> configured(PlannedCheck check, Scope scope) {
        Set<String> requirements = check.target() instanceof ServiceFacts facts
                ? ServiceFolder.requirementFiles(checkout.workspace(), checkout.project(), facts.service())
                : Set.of();
        return changed.stream()
                .filter(path -> matches(scope.configuration(), path) || requirements.contains(path))
                .min(String::compareTo)
                .map(path -> path + " has changed");
    }

    /** What a link leads to changes without the link. */
    private Optional<String> linked(PlannedCheck check, Scope scope) {
        String prefix = Narrowing.prefix(checkout, check.target());
        return present.links().stream()
                .filter(link -> matches(scope.configuration(), link)
                        || matches(scope.configuration(), link + "/")
                        || prefix.startsWith(link + "/")
                        || check.target() instanceof ServiceFacts
                                && link.startsWith(prefix)
                                && matches(scope.judged(), link.substring(prefix.length())))
                .findFirst()
                .map(link -> link + " is a link");
    }
}
