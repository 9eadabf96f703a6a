package dev.greenlight.localcloud.proxy;

import java.util.List;

/**
 * What answers on one port.
 *
 * @param port the TCP port, 1 to 65535
 * @param url the published address of this route, without a path
 * @param service whose traffic it is
 * @param tag the traffic tag that this route serves; empty for the service itself
 * @param shares percents that sum to 100, or empty when nothing serves: every request is then answered with 503
 * @param publicInvoker whether anybody may call; else an ID token for the service is asked for
 */
public record Route(
        int port, String url, RoutedService service, String tag, List<Share> shares, boolean publicInvoker) {
    public Route {
        shares = List.copyOf(shares);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a port is 1 to 65535: " + port);
        }
        if (!shares.isEmpty() && shares.stream().mapToInt(Share::percent).sum() != 100) {
            throw new IllegalArgumentException("the shares of " + service.name() + " sum to 100: " + shares);
        }
    }
}
