package dev.greenlight.localcloud.engine;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Asks a container again and again until it is ready, has ended, or its time is over. */
final class StartupProbe {
    /** Cloud Run asks in whole seconds; asking more often only finds readiness sooner. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How the asking ended. */
    enum Answer {
        READY,
        ENDED,
        TOO_LATE
    }

    private StartupProbe() {}

    /** @param alive false once the container has ended */
    static Answer ask(Probe probe, String host, BooleanSupplier alive) {
        long deadline = System.nanoTime() + probe.delay().plus(probe.limit()).toNanos();
        pause(probe.delay());
        while (true) {
            if (!alive.getAsBoolean()) {
                return Answer.ENDED;
            }
            if (answers(probe, host)) {
                return Answer.READY;
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return Answer.TOO_LATE;
            }
            pause(PAUSE);
        }
    }

    private static boolean answers(Probe probe, String host) {
        int millis = (int) Math.min(probe.timeout().toMillis(), 10_000);
        try {
            if (!probe.isHttp()) {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(host, probe.port()), millis);
                    return true;
                }
            }
            URI uri = URI.create("http://" + host + ":" + probe.port() + probe.path());
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(millis);
            connection.setReadTimeout(millis);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("User-Agent", "GoogleHC/1.0");
            try {
                int status = connection.getResponseCode();
                return status >= 200 && status < 400;
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
