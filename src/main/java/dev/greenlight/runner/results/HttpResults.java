package dev.greenlight.runner.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Calls of the results service, in Twirp's JSON form.
 *
 * @see <a href="https://twitchtv.github.io/twirp/docs/spec_v7.html">Twirp</a>
 */
public final class HttpResults {
    private static final JsonMapper JSON = new JsonMapper();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final int CONFLICT = 409;

    private final ResultsAccess access;
    private final HttpAttempts attempts;

    /**
     * What a call came to.
     *
     * @param status its HTTP status; one of the service's own decision
     * @param body empty when it was no JSON object
     */
    public record Answer(int status, JsonNode body) {
        /** Whether the service did what it was asked. */
        public boolean granted() {
            return status >= 200 && status < 300;
        }

        /** Whether there is one of that name already. */
        public boolean taken() {
            return status == CONFLICT || body.path("code").asText("").equals("already_exists");
        }

        /** Why it did not, in the service's words. */
        public String why() {
            String said = body.path("msg").asText(body.path("message").asText(""));
            return "the service answered with status " + status + (said.isEmpty() ? "" : ": " + said);
        }
    }

    public HttpResults(ResultsAccess access, Patience patience) {
        this.access = access;
        this.attempts = new HttpAttempts(patience, Duration.ofSeconds(60));
    }

    /** Who asks, as most calls begin. */
    public ObjectNode request() {
        return JSON.createObjectNode()
                .put("workflow_run_backend_id", access.run())
                .put("workflow_job_run_backend_id", access.job());
    }

    /**
     * @param tried what this is for, continuing "Tried to"
     * @throws ExternalFailure when the service does not answer, or keeps failing
     */
    public Answer call(String tried, String service, String method, ObjectNode request) {
        HttpUrl origin = Objects.requireNonNull(HttpUrl.get(access.origin()), "an origin is an http address");
        HttpUrl url = Objects.requireNonNull(
                origin.resolve("/twirp/github.actions.results.api.v1." + service + "/" + method),
                "names of calls fit into an address");
        Request post = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + access.token().reveal())
                .post(RequestBody.create(request.toString(), JSON_TYPE))
                .build();
        Answer answer = attempts.call(
                tried,
                post,
                response -> new Answer(response.code(), read(response.body().string())));
        if (answer.status() == 401) {
            throw new ExternalFailure(
                    tried,
                    "the service does not accept this job's token",
                    "Run the job again: a token lasts as long as its job.");
        }
        return answer;
    }

    private static JsonNode read(String text) throws IOException {
        try {
            JsonNode node = JSON.readTree(text);
            return node != null && node.isObject() ? node : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            // A gateway's page in place of an answer: another attempt may get through.
            throw new IOException("the answer is not JSON", e);
        }
    }
}
