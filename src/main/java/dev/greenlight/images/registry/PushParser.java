package dev.greenlight.images.registry;

import dev.greenlight.images.ImageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code docker push} prints. */
final class PushParser {
    private static final Pattern CLOSING = Pattern.compile("\\S+: digest: (sha256:[0-9a-f]{64}) size: [0-9]+");

    private PushParser() {}

    /** The digest in the closing line; empty when there is none, as when the push broke off. */
    static Optional<ImageDigest> digest(List<String> lines) {
        return lines.reversed().stream()
                .map(String::strip)
                .map(CLOSING::matcher)
                .filter(Matcher::matches)
                .map(matcher -> new ImageDigest(matcher.group(1)))
                .findFirst();
    }
}
