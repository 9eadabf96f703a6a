package dev.greenlight.localcloud.engine;

import java.net.InetSocketAddress;

/**
 * A running container.
 *
 * @param id the engine's
 * @param address where it answers, on the job network
 */
public record Instance(Key key, String id, InetSocketAddress address) {}
