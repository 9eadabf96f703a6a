package dev.greenlight.releases.evidence;

/**
 * Requests that a revision answered.
 *
 * @param requests all of them
 * @param errors those answered with 5xx
 */
public record Counts(long requests, long errors) {
    public static final Counts NONE = new Counts(0, 0);

    public Counts {
        if (requests < 0 || errors < 0 || errors > requests) {
            throw new IllegalArgumentException("errors are some of the requests: " + errors + " of " + requests);
        }
    }

    public Counts plus(Counts more) {
        return new Counts(requests + more.requests, errors + more.errors);
    }

    /** What is left when these are taken out; never less than nothing. */
    public Counts without(Counts some) {
        long left = Math.max(0, requests - some.requests);
        return new Counts(left, Math.min(left, Math.max(0, errors - some.errors)));
    }

    /** The share of errors, 0 to 1; 0 without any request. */
    public double errorRate() {
        return requests == 0 ? 0 : (double) errors / requests;
    }

    @Override
    public String toString() {
        return errors + " of " + requests + " requests failed";
    }
}
