package dev.greenlight.images;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The digest of an image's content.
 *
 * @param value {@code sha256:} and 64 hexadecimal digits in lower case
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests">the specification</a>
 */
public record ImageDigest(String value) {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    public ImageDigest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a digest is sha256: and 64 hexadecimal digits: " + value);
        }
    }

    /** The first digest in a text; empty when there is none. */
    public static Optional<ImageDigest> find(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.find() ? Optional.of(new ImageDigest(matcher.group())) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
