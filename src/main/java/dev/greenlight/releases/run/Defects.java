package dev.greenlight.releases.run;

import java.util.stream.Stream;

/** What is said of a mistake in this program, where one must not keep the rest from being done and told. */
final class Defects {
    private Defects() {}

    /** One line with the place, by which it can be found. */
    static String words(RuntimeException defect) {
        String place = Stream.of(defect.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.greenlight."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        return "Greenlight itself has a defect there (" + defect + place + "), please report it";
    }
}
