package dev.greenlight.releases.evidence;

/** Asks a service as a browser would. Safe for use by several threads. */
public interface Prober {
    /** One request, never repeated, redirects not followed, past every cache. */
    Answer ask(Probe probe);

    /** Over the network. */
    static Prober overHttp() {
        return new HttpProber();
    }
}
