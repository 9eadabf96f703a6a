package dev.greenlight.releases.symptoms;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Whether a container that Cloud Run could not reach listens somewhere else: what it says of itself against what Cloud Run asked for.
 *
 * @see <a href="https://cloud.google.com/run/docs/container-contract#port">Container runtime contract</a>
 */
final class Listening {
    private static final Pattern WISHED = Pattern.compile(
            "provided by the PORT=(\\d{1,5}) environment|STARTUP \\S+ probe failed.* on port (\\d{1,5})");
    /** Gunicorn, Django's own server, uvicorn, Vite, Node's usual words. */
    private static final Pattern HERE = Pattern.compile(
            "(?i)(?:listening at:|development server at|running on|Local:|listening on)\\s+(?:https?://)?"
                    + "(\\[?[\\w.:]*?\\]?):(\\d{2,5})\\b");

    private Listening() {}

    static Optional<Symptom> elsewhere(List<String> lines, Whereabouts where) {
        Optional<String> wished = lines.stream()
                .flatMap(line -> WISHED.matcher(line).results())
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .findFirst();
        return wished.flatMap(port -> lines.stream()
                .flatMap(line -> compared(line, port, where).stream())
                .findFirst());
    }

    private static Optional<Symptom> compared(String line, String wished, Whereabouts where) {
        return HERE.matcher(line).results().findFirst().flatMap(found -> told(found, wished, line, where));
    }

    private static Optional<Symptom> told(MatchResult found, String wished, String line, Whereabouts where) {
        String host = found.group(1);
        String port = found.group(2);
        boolean alone = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
        if (alone) {
            return Optional.of(new Symptom(
                    "loopback-only",
                    "the application listens on " + host + ", where only the container itself can reach it",
                    shortened(line),
                    "listen on 0.0.0.0:$PORT; gunicorn: --bind 0.0.0.0:$PORT; Vite: --host 0.0.0.0 --port $PORT",
                    where.logs()));
        }
        return port.equals(wished)
                ? Optional.empty()
                : Optional.of(new Symptom(
                        "wrong-port",
                        "the application listens on port " + port + ", and Cloud Run sends requests to port " + wished,
                        shortened(line),
                        "listen on $PORT, or state port: " + port + " for the service in greenlight.yml",
                        where.logs()));
    }

    private static String shortened(String line) {
        return line.strip().substring(0, Math.min(Symptom.LONGEST, line.strip().length()));
    }
}
