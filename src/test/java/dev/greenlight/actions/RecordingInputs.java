package dev.greenlight.actions;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Notes which inputs a door reads, and stops it before it does anything. */
final class RecordingInputs extends Inputs {
    /** What a door throws that has read all its inputs. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;
    }

    final Set<String> read = new TreeSet<>();

    RecordingInputs(Map<String, String> values) {
        super(values);
    }

    @Override
    Optional<String> optional(String name) {
        read.add(name);
        return super.optional(name);
    }

    @Override
    void check() {
        super.check();
        throw new Stopped();
    }
}
