package dev.greenlight.releases.turns;

import dev.greenlight.releases.world.Owner;

/**
 * Knows the processes of this machine, and leaves everybody else to another. A process's number alone is no proof: it is given away again.
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
                                .filter(ProcessHandle::isAlive)
                                .filter(found -> process.began(found.info().startInstant()))
                                .isPresent()
                        ? new Liveness.Running()
                        : (Liveness) new Liveness.Ended())
                .orElseGet(() -> others.liveness(owner));
    }
}
