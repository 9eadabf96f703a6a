package dev.greenlight.suites;

import dev.greenlight.report.InvalidInput;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Suites and the containers that they need.
 *
 * @param model how compose would run them
 * @param folder the folder that compose works in
 * @param suites the services to be run for their exit codes; at least one
 */
public record Stack(ComposeModel model, Path folder, Set<String> suites) {
    public Stack {
        suites = new LinkedHashSet<>(suites);
        if (suites.isEmpty()) {
            throw new IllegalArgumentException("a stack has at least one suite");
        }
    }

    /**
     * The stack with some of its suites.
     *
     * @param wanted names of suites; empty for all
     * @throws InvalidInput when there is no suite of a name
     */
    public Stack only(List<String> wanted) {
        List<InvalidInput.Fault> faults = wanted.stream()
                .filter(name -> !suites.contains(name))
                .map(name -> new InvalidInput.Fault(
                        "suites",
                        name,
                        "names of suites: " + String.join(", ", suites),
                        suites.iterator().next()))
                .toList();
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return wanted.isEmpty() ? this : new Stack(model, folder, new LinkedHashSet<>(wanted));
    }
}
