package dev.greenlight.checks.tools.dependencies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.checks.tools.JsonReport;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.ToolReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a {@code package.json} asks for and its lock file does not name: audits read the lock file alone, and say nothing of the rest.
 *
 * @see <a href="https://docs.npmjs.com/cli/configuring-npm/package-lock-json">the lock file's forms</a>
 */
final class LockGaps {
    private static final int NAMED = 5;

    private LockGaps() {}

    /** One sentence; none when the lock file names all, and for a service without both files. */
    static List<String> of(ToolReport report) {
        if (!(report.target() instanceof ServiceFacts facts)
                || facts.lockFolder().isEmpty()) {
            return List.of();
        }
        Optional<JsonNode> asked = read(report, "package.json");
        Optional<JsonNode> lock = read(report, NpmLock.seenFrom(facts) + "package-lock.json");
        if (asked.isEmpty() || lock.isEmpty()) {
            return List.of();
        }
        String below = below(facts);
        List<String> absent = names(asked.get()).stream()
                .filter(name -> !names(lock.get(), below, name))
                .toList();
        return absent.isEmpty() ? List.of() : List.of(sentence(absent));
    }

    private static Optional<JsonNode> read(ToolReport report, String file) {
        return JsonReport.parse(report.sources().apply(file));
    }

    /** The service's folder as its lock file calls it: empty, or ended by a slash. */
    private static String below(ServiceFacts facts) {
        String way = Path.of("/")
                .resolve(facts.lockFolder().orElse(facts.service().path()))
                .normalize()
                .relativize(Path.of("/").resolve(facts.service().path()).normalize())
                .toString();
        return way.isEmpty() ? "" : way + "/";
    }

    private static Set<String> names(JsonNode asked) {
        Set<String> names = new TreeSet<>();
        Stream.of("dependencies", "devDependencies", "optionalDependencies")
                .forEach(kind -> asked.path(kind).fieldNames().forEachRemaining(names::add));
        return names;
    }

    private static boolean names(JsonNode lock, String below, String name) {
        JsonNode packages = lock.path("packages");
        return packages.has("node_modules/" + name)
                || packages.has(below + "node_modules/" + name)
                || lock.path("dependencies").has(name);
    }

    private static String sentence(List<String> absent) {
        String rest = absent.size() > NAMED ? " and %d more".formatted(absent.size() - NAMED) : "";
        return "package.json asks for %s%s, which package-lock.json does not name; run npm install and commit what it writes"
                .formatted(String.join(", ", absent.subList(0, Math.min(absent.size(), NAMED))), rest);
    }
}
