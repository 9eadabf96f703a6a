package dev.greenlight.project;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References in a deployed service's variables.
 *
 * <p>{@code ${services.NAME.url}} is the public address of another service of the same environment;
 * {@code ${service.other-url}} is the address that keeps answering from the release before (or, after a rollback, after) this one;
 * {@code $$} is a dollar sign.
 */
public final class EnvTemplate {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\{([^}]*)}");
    private static final Pattern KNOWN = Pattern.compile("services\\.[a-z][a-z0-9-]*\\.url|service\\.other-url");
    /** The reference to the address of this service's other colour. */
    public static final String OTHER_URL = "service.other-url";

    private EnvTemplate() {}

    /** The references in a value, in order; empty when it is plain. */
    public static Set<String> references(String value) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = REFERENCE.matcher(value);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    /** Whether a reference has a form that a release can resolve. */
    public static boolean known(String reference) {
        return KNOWN.matcher(reference).matches();
    }

    /** Whether a reference in the value begins and never ends. */
    static boolean unfinished(String value) {
        return REFERENCE.matcher(value).replaceAll("").contains("${");
    }

    /** The service that a known reference names; empty for a reference to the service's own address. */
    static Optional<String> serviceOf(String reference) {
        String[] parts = reference.split("\\.");
        return parts.length == 3 ? Optional.of(parts[1]) : Optional.empty();
    }

    /** The value with every reference replaced. */
    public static String resolve(String value, Function<String, String> lookup) {
        return REFERENCE
                .matcher(value)
                .replaceAll(
                        match -> Matcher.quoteReplacement(match.group(1) == null ? "$" : lookup.apply(match.group(1))));
    }
}
