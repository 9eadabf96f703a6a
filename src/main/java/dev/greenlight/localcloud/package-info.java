/**
 * The embedded default: a local Google Cloud for one project team, on loopback and on a Docker network's gateway.
 *
 * <p>This package only puts the parts together; each part is a package below. Uses the room {@code process} and nothing else of Greenlight:
 * between the local cloud and the actions there is only the wire. Entry types: {@link dev.greenlight.localcloud.LocalCloud},
 * {@link dev.greenlight.localcloud.Options}.
 *
 * <p>2026-11-24: listens on 127.0.0.1 and on the gateway of the job network, never on all interfaces. The gateway's address is the same seen
 * from the host and from every container on the network, so URLs are the same everywhere.
 */
@NullMarked
package dev.greenlight.localcloud;

import org.jspecify.annotations.NullMarked;
