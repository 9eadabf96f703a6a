package dev.greenlight.releases.plan;

import dev.greenlight.report.InvalidInput;
import java.util.List;

/**
 * What planning came to.
 *
 * @param <P> the kind of plan
 */
public sealed interface Planned<P> {
    /** It can be done. */
    record Ready<P>(P plan) implements Planned<P> {}

    /** What was asked for names nothing that there is. @param fault which input, and what it may be */
    record Invalid<P>(InvalidInput.Fault fault) implements Planned<P> {}

    /** It must not be done. @param reasons one sentence each */
    record Refused<P>(List<String> reasons) implements Planned<P> {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
