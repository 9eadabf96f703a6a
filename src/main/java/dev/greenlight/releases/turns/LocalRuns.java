package dev.greenlight.releases.turns;

import dev.greenlight.releases.world.Owner;

/**
 * Knows the processes of this machine, and leaves everybody else to another.
 *
 * @param host this machine's name
 * @param others asked for owners that are no process of this machine
 */
public record LocalRuns(String host, Runs others) implements Runs {
    @Override
    public Liveness liveness(Owner owner) {
        return owner.process()
                .filter(process -> process.host().equals(host))
                .map(process -> ProcessHandle.of(process.id())
                                .map(ProcessHandle::isAlive)
                                .orElse(false)
                        ? new Liveness.Running()
                        : (Liveness) new Liveness.Ended())
                .orElseGet(() -> others.liveness(owner));
    }
}
