package dev.greenlight.releases.steps;

import dev.greenlight.report.ExternalFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time as a release sees it. */
public interface Pace {
    Instant now();

    /** Lets time pass. */
    void pause(Duration time);

    /** Real time. */
    static Pace of(Clock clock) {
        return new Pace() {
            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public void pause(Duration time) {
                try {
                    Thread.sleep(time);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new ExternalFailure(
                            "wait for the cloud", "this process was told to stop", "run the action again", e);
                }
            }
        };
    }

    default Duration since(Instant start) {
        return Duration.between(start, now());
    }
}
