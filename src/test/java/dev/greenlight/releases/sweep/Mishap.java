package dev.greenlight.releases.sweep;

/** What befalls a run at one of its effects. */
enum Mishap {
    /** kill -9 while the effect has not happened yet, and then never does. */
    KILLED_BEFORE(Lane.HELD, true),
    /** kill -9 when the effect has happened and its answer is on the way. */
    KILLED_AFTER("fault: lost-answer", true),
    LOST_ANSWER("fault: lost-answer", false),
    RESET("fault: reset", false),
    CONFLICT("fault: error, status: ABORTED", false),
    TOO_MANY_REQUESTS("fault: quota", false),
    UNAVAILABLE("fault: error, status: UNAVAILABLE", false),
    /** The effect happens after the client has given up waiting for its answer, which it does well before it gives up the change. */
    TIME_OUT("latency: 33s", false),
    /** Asking again would be refused again, so the run rightly gives up. */
    REFUSED("fault: permission-denied", false);

    private final String fault;
    private final boolean kill;

    Mishap(String fault, boolean kill) {
        this.fault = fault;
        this.kill = kill;
    }

    boolean kills() {
        return kill;
    }

    /** Whether a run that meets it once must reach its own end nevertheless. */
    boolean passes() {
        return !kill && this != REFUSED;
    }

    String rule(Effect effect) {
        return "{" + effect.rule() + ", " + fault + "}";
    }
}
