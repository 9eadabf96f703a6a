package dev.greenlight.releases.world;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of a service that decide whether it can be released safely.
 *
 * @param reachable whether the internet may reach it: its ingress is not restricted, and its own address not switched off
 * @param obstacle what keeps the internet out, in words; empty when reachable
 * @param affinity whether clients stay with the instance that they met first, whatever the traffic's shares say
 * @param mostInstances how many instances one revision may have
 * @param resources what a new revision gets of memory, processors and instances unless it says otherwise
 * @param deleting whether the service is on its way out
 * @see <a href="https://cloud.google.com/run/docs/configuring/max-instances">Maximum instances</a>
 */
public record Traits(
        boolean reachable,
        String obstacle,
        boolean affinity,
        int mostInstances,
        Map<String, String> resources,
        boolean deleting) {
    /** What Cloud Run allows a revision that says nothing. */
    public static final int USUAL_INSTANCES = 100;

    /** A service that was made without any of this. */
    public static final Traits USUAL = new Traits(true, "", false, USUAL_INSTANCES);

    public Traits {
        resources = Collections.unmodifiableMap(new TreeMap<>(resources));
    }

    /** A service that stays, and of whose resources nothing is known. */
    public Traits(boolean reachable, String obstacle, boolean affinity, int mostInstances) {
        this(reachable, obstacle, affinity, mostInstances, Map.of(), false);
    }
}
