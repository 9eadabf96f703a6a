package dev.greenlight.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** A constant, browser-like load on one public address, from its start until it is closed. */
public final class Load implements AutoCloseable {
    private final Tally tally = new Tally();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final OkHttpClient client = new OkHttpClient.Builder()
            .socketFactory(new Loopback())
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ofSeconds(15))
            .connectionPool(new ConnectionPool(64, 30, TimeUnit.SECONDS))
            .build();
    private final List<Thread> visitors;
    private final long start = System.nanoTime();
    private long end;

    /**
     * Starts at once.
     *
     * @param site the public address of the front end
     * @param people visitors at the same time
     * @param perSecond requests a second of all of them together
     */
    public Load(HttpUrl site, int people, int perSecond) {
        Pace pace = new Pace(perSecond);
        String run = Long.toString(System.currentTimeMillis(), 36);
        visitors = IntStream.range(0, people)
                .mapToObj(i -> Thread.ofVirtual().start(new Visitor(site, tally, pace, client, run, stopped)))
                .toList();
    }

    public Tally tally() {
        return tally;
    }

    /** Requests a second since the start. */
    public double rate() {
        return tally.requests() / Math.max(0.001, seconds());
    }

    public double seconds() {
        return ((end == 0 ? System.nanoTime() : end) - start) / 1e9;
    }

    @Override
    public void close() {
        if (end != 0) {
            return;
        }
        // Requests in flight are answered and counted: what the client saw has to agree with what the server logged.
        stopped.set(true);
        for (Thread visitor : visitors) {
            try {
                visitor.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        end = System.nanoTime();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
