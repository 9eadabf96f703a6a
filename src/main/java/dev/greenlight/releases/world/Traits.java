package dev.greenlight.releases.world;

/**
 * Settings of a service that decide whether it can be released safely.
 *
 * @param reachable whether the internet may reach it: its ingress is not restricted, and its own address not switched off
 * @param obstacle what keeps the internet out, in words; empty when reachable
 * @param affinity whether clients stay with the instance that they met first, whatever the traffic's shares say
 * @param mostInstances how many instances one revision may have
 * @see <a href="https://cloud.google.com/run/docs/configuring/max-instances">Maximum instances</a>
 */
public record Traits(boolean reachable, String obstacle, boolean affinity, int mostInstances) {
    /** What Cloud Run allows a revision that says nothing. */
    public static final int USUAL_INSTANCES = 100;

    /** A service that was made without any of this. */
    public static final Traits USUAL = new Traits(true, "", false, USUAL_INSTANCES);
}
