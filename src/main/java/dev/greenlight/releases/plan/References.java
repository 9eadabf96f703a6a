package dev.greenlight.releases.plan;

import dev.greenlight.project.EnvTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whose address a service's variables need. */
final class References {
    private static final Pattern SERVICE = Pattern.compile("services\\.([a-z][a-z0-9-]*)\\.url");

    private References() {}

    /** The services whose public address the variables name. */
    static Set<String> services(Map<String, String> env) {
        return env.values().stream()
                .flatMap(value -> EnvTemplate.references(value).stream())
                .map(SERVICE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toSet());
    }

    /** The service whose public address a reference is; empty for any other reference. */
    static Optional<String> service(String reference) {
        Matcher matcher = SERVICE.matcher(reference);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether a variable names the address of the service's other colour. */
    static boolean otherUrl(Map<String, String> env) {
        return env.values().stream()
                .anyMatch(value -> EnvTemplate.references(value).contains(EnvTemplate.OTHER_URL));
    }

    /** The first reference that no release can resolve; empty when all can. */
    static Optional<String> unknown(Map<String, String> env, Set<String> deployed) {
        return env.values().stream()
                .flatMap(value -> EnvTemplate.references(value).stream())
                .filter(reference -> {
                    Matcher matcher = SERVICE.matcher(reference);
                    return matcher.matches()
                            ? !deployed.contains(matcher.group(1))
                            : !reference.equals(EnvTemplate.OTHER_URL);
                })
                .findFirst();
    }
}
