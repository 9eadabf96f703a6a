package dev.greenlight.localcloud.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.fuzz.KeepAlive.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The calls of one caller: each gets a good answer or an error of the right form, and each write a new etag. */
final class CheckedCalls implements AutoCloseable {
    private final Dice dice;
    private final KeepAlive api;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<String> etags = new HashSet<>();
    private int injected;

    /** @param faulty whether faults are in force, among them answers that get lost */
    CheckedCalls(Dice dice, int port, boolean faulty) throws IOException {
        this.dice = dice;
        api = new KeepAlive(port, faulty);
    }

    /** How many errors of the server were put in by a fault. */
    int injected() {
        return injected;
    }

    /** The last calls and their answers. */
    String history() {
        return api.history();
    }

    /** How often each status was answered. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    Answer call(int number, String method, String path, String body) throws IOException {
        Answer answer = api.call(method, path, body);
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.text("/error/message").equals(Faulty.SAID)) {
            injected++;
            return answer;
        }
        if (answer.status() >= 500) {
            throw new AssertionError("call " + number + ": " + method + " " + path + " "
                    + body.substring(0, Math.min(300, body.length())) + " -> " + answer);
        }
        // OAuth has an error form of its own.
        boolean oauth = path.startsWith("/token") && answer.json().path("error").isTextual();
        if (!answer.good() && !oauth && !answer.lost()) {
            assertThat(answer.json().at("/error/code").asInt())
                    .as("%s %s", method, path)
                    .isEqualTo(answer.status());
        }
        return answer;
    }

    Answer finished(int number, Answer operation) throws IOException {
        Answer done = call(number, "POST", "/v2/" + operation.text("/name") + ":wait", "{\"timeout\":\"20s\"}");
        assertThat(done.json().path("done").asBoolean()).as("%s", done).isTrue();
        return done;
    }

    /** Whether no write before has made this etag. */
    boolean isNew(String etag) {
        return etags.add(etag);
    }

    void policy(int number, String path) throws IOException {
        String member = dice.oneIn(2) ? "allUsers" : "user:x@example.test";
        String etag = call(number, "GET", path + ":getIamPolicy", "").text("/etag");
        String body = "{\"policy\":{\"etag\":\"" + (dice.oneIn(4) ? "c3RhbGU=" : etag)
                + "\",\"bindings\":[{\"role\":\"roles/run.invoker\",\"members\":[\"" + member + "\"]}]}}";
        Answer answer = call(number, "POST", path + ":setIamPolicy", body);
        if (answer.good()) {
            assertThat(etags.add(answer.text("/etag"))).as("%s", answer).isTrue();
        }
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
