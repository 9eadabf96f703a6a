package dev.greenlight.releases.charts;

import java.util.Locale;
import java.util.stream.Collectors;

/** A course in words, for whoever does not see the picture. */
final class Words {
    private static final int MOST = 12;

    private Words() {}

    /** One line without markup: the shares with their times, and the requests that were seen. */
    static String of(Course course) {
        String shares = course.shares().stream()
                .limit(MOST)
                .map(share -> String.format(
                        Locale.ROOT, "%d %% from %.1f s on", share.percent(), course.seconds(share.since())))
                .collect(Collectors.joining(", "));
        String seen = course.seen().isEmpty()
                ? "no requests were looked at"
                : course.requests() + " requests were seen, " + course.errors() + " of them failed";
        return "Share of the traffic: " + shares + (course.shares().size() > MOST ? ", …" : "") + "; " + seen + ".";
    }
}
