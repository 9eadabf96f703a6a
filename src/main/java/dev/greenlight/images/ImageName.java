package dev.greenlight.images;

import java.util.regex.Pattern;

/**
 * An image's name without tag or digest.
 *
 * @param host the registry's host, with its port when it has one; never empty
 * @param path the repository in it, such as {@code project/repository/backend}
 */
public record ImageName(String host, String path) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");
    private static final Pattern PATH = Pattern.compile("[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*");

    public ImageName {
        if (!HOST.matcher(host).matches() || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("an image's name is HOST/PATH in lower case: " + host + "/" + path);
        }
    }

    /**
     * A service's image in a registry.
     *
     * @param registry host and path, such as {@code europe-west1-docker.pkg.dev/project/repository}
     */
    public static ImageName of(String registry, String service) {
        int slash = registry.indexOf('/');
        return slash < 0
                ? new ImageName(registry, service)
                : new ImageName(registry.substring(0, slash), registry.substring(slash + 1) + "/" + service);
    }

    /** Whether a text names a registry that {@link #of} accepts. */
    public static boolean isRegistry(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? HOST.matcher(text).matches()
                : HOST.matcher(text.substring(0, slash)).matches()
                        && PATH.matcher(text.substring(slash + 1)).matches();
    }

    public String tagged(String tag) {
        return this + ":" + tag;
    }

    public String at(ImageDigest digest) {
        return this + "@" + digest;
    }

    @Override
    public String toString() {
        return host + "/" + path;
    }
}
