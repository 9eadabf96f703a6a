package dev.greenlight.releases.symptoms;

import java.util.List;

/** What is worth telling only when nothing better was recognised; the newest line first. */
final class LastWords {
    static final List<Sign> ALL = List.of(
            Sign.of(
                    "exception",
                    "^\\s*((?:[a-z_]\\w*\\.)*[A-Z]\\w*(?:Error|Exception)): (.{1,160})",
                    "the application ended a request or itself with {1}: {2}",
                    "look at the lines before it, which say where",
                    "{logs}"),
            Sign.of(
                    "exited",
                    "Container called exit\\((\\d+)\\)|Worker failed to boot",
                    "the container ended by itself",
                    "start the image on your own machine with the same variables; it will most likely end there, too",
                    "{logs}"));

    private LastWords() {}
}
