package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.ServedRequest;
import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** A started proxy on loopback with one port, and what it told of its requests. */
final class TestingProxy implements AutoCloseable {
    record Told(ServingRevision revision, ServedRequest request) {}

    final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
    final TrafficProxy proxy;
    final int port;

    TestingProxy(Duration patience) {
        this((token, url) -> InvokerCheck.Admission.UNVERIFIED, patience);
    }

    TestingProxy(InvokerCheck invokers) {
        this(invokers, Duration.ofSeconds(10));
    }

    private TestingProxy(InvokerCheck invokers, Duration patience) {
        proxy = new TrafficProxy(
                        List.of(InetAddress.getLoopbackAddress()),
                        invokers,
                        (revision, request) -> told.add(new Told(revision, request)),
                        42,
                        patience)
                .start();
        port = hold(22_000 + (int) (ProcessHandle.current().pid() % 900) * 10);
    }

    TestingProxy() {
        this((token, url) -> InvokerCheck.Admission.UNVERIFIED);
    }

    /** The first port from there that nobody else has. */
    int hold(int from) {
        return IntStream.range(from, from + 1_000)
                .filter(proxy::hold)
                .findFirst()
                .orElseThrow();
    }

    String url() {
        return "http://10.1.2.3:" + port;
    }

    static final Limits USUAL = new Limits(80, 1, Duration.ofSeconds(10), false);

    /** The share of a revision that has the backend as its only instance. */
    Share share(String revision, int percent, InetSocketAddress backend) {
        return share(revision, percent, USUAL, backend);
    }

    Share share(String revision, int percent, Limits limits, InetSocketAddress... instances) {
        proxy.staff(revision(revision), List.of(instances));
        return new Share(revision, percent, limits);
    }

    static ServingRevision revision(String name) {
        return new ServingRevision("p", "europe-west1", "web", name);
    }

    Route route(Share... shares) {
        return route(true, shares);
    }

    Route privately(Share... shares) {
        return route(false, shares);
    }

    private Route route(boolean everybody, Share... shares) {
        return new Route(port, url(), new RoutedService("p", "europe-west1", "web"), "", List.of(shares), everybody);
    }

    TestingClient client() throws java.io.IOException {
        return new TestingClient(port);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
