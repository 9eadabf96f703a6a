package dev.greenlight.releases.world;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Cloud Run says it does at this moment, as against what was wished.
 *
 * @param traffic the shares and tags in effect; empty before the first revision serves
 * @param urls the address of each tag, as Cloud Run gave it
 */
public record Served(Optional<Traffic> traffic, Map<Tag, URI> urls) {
    /** Nothing yet. */
    public static final Served NOTHING = new Served(Optional.empty(), Map.of());

    public Served {
        urls = Collections.unmodifiableMap(new TreeMap<>(urls));
    }

    public Optional<URI> url(Tag tag) {
        return Optional.ofNullable(urls.get(tag));
    }
}
