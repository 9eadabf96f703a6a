package dev.greenlight.checks.memory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Finds the names of folders that a file leads into. What it finds too much costs a run of a tool, what it misses a result. */
final class Ways {
    private static final Pattern COMPILERS = Pattern.compile("(ts|js)config(\\..+)?\\.json");

    private final Path repository;
    private final List<String> names;
    private final Pattern upward;
    private final Pattern anywhere;

    /** @param names of the folders */
    Ways(Path repository, List<String> names) {
        this.repository = repository;
        this.names = List.copyOf(names);
        String any = names.isEmpty()
                ? "(?!)"
                : String.join("|", names.stream().map(Pattern::quote).toList());
        this.anywhere = Pattern.compile("(?<![\\w-])(" + any + ")(?![\\w-])");
        this.upward = Pattern.compile("\\.\\.[\\w./\"'`, -]{0,200}?" + anywhere);
    }

    /** The names that follow on a way upward; of a configuration of TypeScript, whose ways begin where it lies, all that it has. */
    List<String> of(Path file, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (COMPILERS.matcher(file.getFileName().toString()).matches()) {
            return found(anywhere, text);
        }
        return text.contains("..") ? found(upward, text) : List.of();
    }

    /** The names on the way to where a link leads. */
    List<String> of(Path link, Path target) {
        Path to = link.resolveSibling(target).normalize();
        Path way = to.startsWith(repository) ? repository.relativize(to) : target;
        return StreamSupport.stream(way.spliterator(), false)
                .map(Path::toString)
                .filter(names::contains)
                .distinct()
                .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }
}
