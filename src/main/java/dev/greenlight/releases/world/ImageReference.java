package dev.greenlight.releases.world;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image by its exact bytes.
 *
 * @param registry the registry's host, with its port when it has one
 * @param repository the image's path in it
 * @param digest {@code sha256:} and 64 hexadecimal digits
 */
public record ImageReference(String registry, String repository, String digest) {
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z0-9.-]+(?::[0-9]{1,5})?)/([a-z0-9._/-]+)(?::[A-Za-z0-9_.-]{1,128})?@(sha256:[0-9a-f]{64})");

    public ImageReference {
        if (!(registry + "/" + repository + "@" + digest).matches(FORM.pattern())) {
            throw new IllegalArgumentException("not an image by digest: " + registry + "/" + repository + "@" + digest);
        }
    }

    /** Reads {@code HOST/PATH@sha256:…}; a tag before the digest is dropped. Empty when the text is anything else. */
    public static Optional<ImageReference> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ImageReference(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return registry + "/" + repository + "@" + digest;
    }
}
