package dev.greenlight.localcloud.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One line of a script, and what has become of it. Safe for several threads. */
final class Rule {
    private static final int REMEMBERED = 100;

    /**
     * What is asked of a call.
     *
     * @param method matches a method's name
     * @param resource a segment of the resource's name, or the whole of it, with {@code *} for anything; empty = any
     */
    record Aim(Predicate<String> method, String resource, Calls calls) {}

    private final Aim aim;
    private final Duration latency;
    private final Trouble trouble;
    private final ObjectNode text;
    private final long seed;
    private final Deque<Long> firedOn = new ArrayDeque<>();
    private long seen;
    private long fired;

    /** @param text as in the script, for whoever asks what is in force */
    Rule(Aim aim, Duration latency, Trouble trouble, ObjectNode text, long seed) {
        this.aim = aim;
        this.latency = latency;
        this.trouble = trouble;
        this.text = text;
        this.seed = seed;
    }

    /** Counts a call that the rule is about, and says whether it hits it. */
    synchronized boolean hits(String method, String resource) {
        if (!aim.method().test(method) || !isAbout(resource)) {
            return false;
        }
        seen++;
        if (!aim.calls().hit(seen, seed)) {
            return false;
        }
        fired++;
        firedOn.add(seen);
        if (firedOn.size() > REMEMBERED) {
            firedOn.poll();
        }
        return true;
    }

    private boolean isAbout(String resource) {
        if (aim.resource().isEmpty()) {
            return true;
        }
        Pattern wanted = MethodNames.glob(aim.resource());
        if (wanted.matcher(resource).matches()) {
            return true;
        }
        for (String segment : resource.split("/", -1)) {
            if (wanted.matcher(segment).matches()) {
                return true;
            }
        }
        return false;
    }

    Duration latency() {
        return latency;
    }

    Trouble trouble() {
        return trouble;
    }

    /** The rule as written, with the calls it has seen, how many it hit, and the numbers of the last hundred that it hit. */
    synchronized ObjectNode toJson() {
        ObjectNode json = text.deepCopy().put("seen", seen).put("fired", fired);
        ArrayNode numbers = Json.MAPPER.createArrayNode();
        firedOn.forEach(numbers::add);
        json.set("firedOn", numbers);
        return json;
    }
}
