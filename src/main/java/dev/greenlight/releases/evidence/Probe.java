package dev.greenlight.releases.evidence;

import dev.greenlight.secrets.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * One question to a service.
 *
 * @param address the service's or a tag's address
 * @param path what to ask for, starting with /
 * @param token an ID token for a service that is not public; empty to ask as the public does
 * @param id unique, so that the request can be found in the request log and no cache answers it; letters, digits, hyphens
 * @param wanted the status that a good answer has
 */
public record Probe(URI address, String path, Optional<Secret> token, String id, int wanted) {
    /** What a good answer has as its status when nothing else is said. */
    public static final int OK = 200;

    /** The query parameter that carries the id. */
    public static final String PARAMETER = "greenlight-probe";

    /** What the requests of this program call themselves. */
    public static final String AGENT = "greenlight-probe";

    /** A probe that wants a 200. */
    public Probe(URI address, String path, Optional<Secret> token, String id) {
        this(address, path, token, id, OK);
    }

    public Probe {
        if (!path.startsWith("/") || !id.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("a probe asks for a path, under an id: " + path + " " + id);
        }
    }

    /** The whole address asked for. */
    public String url() {
        String base = address.toString();
        String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return trimmed + path + (path.contains("?") ? "&" : "?") + PARAMETER + "=" + id;
    }
}
