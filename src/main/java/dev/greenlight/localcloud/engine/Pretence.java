package dev.greenlight.localcloud.engine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a workload in this process behaves, told by its environment and by words in its image's name.
 *
 * @param status of every answer that is no error
 * @param healthStatus of paths that contain {@code health}
 * @param errorRate 0 to 1: how often other paths than those for health and version are answered with 500
 * @param latency of every answer; of a task, how long it runs
 * @param startDelay before it is ready
 * @param crashAfter how long after its start it ends by itself; zero = never
 * @param exit a task's exit code; a revision with another one than 0 never becomes ready
 * @param elsewhere where the revision's requests really go, and nothing is started; empty = here
 */
record Pretence(
        Statuses statuses,
        double errorRate,
        long seed,
        Duration latency,
        Duration startDelay,
        Duration crashAfter,
        int exit,
        Optional<InetSocketAddress> elsewhere) {
    record Statuses(int usual, int health) {}

    private static final String PREFIX = "IN_PROCESS_";
    private static final Pattern TIME = Pattern.compile("(\\d+)(ms|s)");

    static Pretence of(Workload workload) throws StartFailure {
        Map<String, String> told = workload.environment();
        String image = workload.image();
        try {
            return new Pretence(
                    new Statuses(
                            Integer.parseInt(told.getOrDefault(PREFIX + "STATUS", "200")),
                            Integer.parseInt(told.getOrDefault(
                                    PREFIX + "HEALTH_STATUS", image.contains("unhealthy") ? "503" : "200"))),
                    Double.parseDouble(told.getOrDefault(PREFIX + "ERROR_RATE", image.contains("failing") ? "1" : "0")),
                    Long.parseLong(told.getOrDefault(PREFIX + "SEED", "1")),
                    time(told.getOrDefault(PREFIX + "LATENCY", "0s")),
                    time(told.getOrDefault(PREFIX + "START_DELAY", "0s")),
                    time(told.getOrDefault(PREFIX + "CRASH_AFTER", "0s")),
                    Integer.parseInt(told.getOrDefault(PREFIX + "EXIT", image.contains("crash") ? "1" : "0")),
                    Optional.ofNullable(told.get(PREFIX + "ADDRESS")).map(Pretence::address));
        } catch (IllegalArgumentException e) {
            throw new StartFailure(
                    StartFailure.Reason.HEALTH_CHECK_CONTAINER_ERROR,
                    "A variable " + PREFIX + "* cannot be read: " + e.getMessage());
        }
    }

    private static Duration time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a time is a whole number of ms or s: " + text);
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("an address is HOST:PORT: " + text);
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
