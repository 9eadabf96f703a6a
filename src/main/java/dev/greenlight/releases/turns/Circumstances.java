package dev.greenlight.releases.turns;

import dev.greenlight.releases.world.Owner;
import java.time.Instant;
import java.util.Map;

/**
 * What was found of other releases before one is decided.
 *
 * @param now the time of the look
 * @param owners of unfinished releases
 * @param orders how the version to be released stands to each that the services know
 */
public record Circumstances(Instant now, Map<Owner, Liveness> owners, Map<String, Order> orders) {
    private static final Liveness NOT_ASKED = new Liveness.Unknown("it was not asked");

    public Circumstances {
        owners = Map.copyOf(owners);
        orders = Map.copyOf(orders);
    }

    public Liveness of(Owner owner) {
        return owners.getOrDefault(owner, NOT_ASKED);
    }

    public Order to(String known) {
        return orders.getOrDefault(known, Order.UNKNOWN);
    }
}
