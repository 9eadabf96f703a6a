package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.ServedRequest;
import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A started proxy on loopback with one port, and what it told of its requests. */
final class TestingProxy implements AutoCloseable {
    record Told(ServingRevision revision, ServedRequest request) {}

    final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
    final TrafficProxy proxy;
    final int port;

    TestingProxy(InvokerCheck invokers) {
        proxy = new TrafficProxy(
                        List.of(InetAddress.getLoopbackAddress()),
                        invokers,
                        (revision, request) -> told.add(new Told(revision, request)),
                        42)
                .start();
        port = proxy.freePort(22_000 + (int) (ProcessHandle.current().pid() % 900) * 10);
    }

    TestingProxy() {
        this((token, url) -> InvokerCheck.Admission.UNVERIFIED);
    }

    String url() {
        return "http://10.1.2.3:" + port;
    }

    Route route(Share... shares) {
        return new Route(
                port,
                url(),
                new RoutedService("p", "europe-west1", "web"),
                "",
                List.of(shares),
                true,
                Duration.ofSeconds(10));
    }

    Route privately(Share... shares) {
        return new Route(
                port,
                url(),
                new RoutedService("p", "europe-west1", "web"),
                "",
                List.of(shares),
                false,
                Duration.ofSeconds(10));
    }

    Route within(Duration limit, Share... shares) {
        return new Route(port, url(), new RoutedService("p", "europe-west1", "web"), "", List.of(shares), true, limit);
    }

    TestingClient client() throws java.io.IOException {
        return new TestingClient(port);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
