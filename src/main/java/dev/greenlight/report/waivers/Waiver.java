package dev.greenlight.report.waivers;

import dev.greenlight.report.Finding;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A finding that does not count until a day.
 *
 * @param what which rule or advisory
 * @param scope where
 * @param tool whose finding it is; empty for any tool's
 * @param owner who answers for it
 * @param reason why it may be so, in a sentence
 * @param expires the last day on which it holds, by UTC
 * @param place where it is written, such as {@code greenlight-waivers.yml:4}
 */
public record Waiver(
        What what, Scope scope, Optional<String> tool, String owner, String reason, LocalDate expires, String place) {

    public Waiver {
        if (owner.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("a waiver has an owner and a reason");
        }
    }

    /** What is waived. */
    public sealed interface What {
        /** A tool's own rule, exactly as the tool writes it. */
        record Rule(String id) implements What {
            @Override
            public String toString() {
                return "rule " + id;
            }
        }

        /** A published advisory, by any of its ids, in upper or lower case. */
        record OfAdvisory(String id) implements What {
            @Override
            public String toString() {
                return "advisory " + id;
            }
        }

        /** The id in the form in which findings are looked up by it. */
        default String key() {
            return switch (this) {
                case Rule(String id) -> id;
                case OfAdvisory(String id) -> id.toLowerCase(Locale.ROOT);
            };
        }
    }

    /** Where it is waived. */
    public sealed interface Scope {
        /** In files. */
        record Files(Glob glob) implements Scope {
            @Override
            public String toString() {
                return "path " + glob.pattern();
            }
        }

        /** In a dependency, whatever its version; names are compared without case, and {@code -}, {@code _} and {@code .} are one. */
        record Dependency(String name) implements Scope {
            @Override
            public String toString() {
                return "package " + name;
            }
        }
    }

    /** Whether it is about this finding, expired or not. */
    public boolean covers(Finding finding) {
        return (tool.isEmpty() || tool.get().equals(finding.tool())) && named(finding) && inScope(finding);
    }

    /** Whether it still holds on that day. */
    public boolean holds(LocalDate today) {
        return !today.isAfter(expires);
    }

    private boolean named(Finding finding) {
        return switch (what) {
            case What.Rule(String id) -> id.equals(finding.rule());
            case What.OfAdvisory(String id) ->
                id.equalsIgnoreCase(finding.rule())
                        || finding.advisory().stream()
                                .flatMap(advisory -> advisory.aliases().stream())
                                .anyMatch(id::equalsIgnoreCase);
        };
    }

    private boolean inScope(Finding finding) {
        return switch (scope) {
            case Scope.Files(Glob glob) ->
                finding.location().map(place -> glob.matches(place.path())).orElse(false);
            case Scope.Dependency(String name) ->
                finding.advisory()
                        .map(advisory -> normal(advisory.dependency()).equals(normal(name)))
                        .orElse(false);
        };
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    /** What it is about, in a few words. */
    public String subject() {
        return what + ", " + scope + tool.map(name -> ", of " + name).orElse("");
    }
}
