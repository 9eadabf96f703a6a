package dev.greenlight.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The requests by which GitHub's word for a workflow run becomes a service account's token. Google's library makes some of them, but accepts
 * no end point other than https, so that nothing local could stand in for Google. No message of an exception holds a token.
 */
final class HttpTokens {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    private static final MediaType JSON = MediaType.get("application/json");

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final OkHttpClient client =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(15)).build();

    /**
     * A new OIDC token of GitHub's, which lives some minutes.
     *
     * @throws IOException when GitHub gives none
     */
    Secret ofWorkflow(WorkloadIdentity identity) throws IOException {
        HttpUrl url = HttpUrl.get(identity.requestUrl().toString())
                .newBuilder()
                .setQueryParameter("audience", "https:" + identity.audience())
                .build();
        Request.Builder request = bearing(identity.requestToken()).url(url);
        return secret(send(request, "GitHub's OIDC end point"), "value", "GitHub's OIDC end point");
    }

    /**
     * Google's token for the workflow run itself.
     *
     * @param sts the base address of the Security Token Service
     * @throws IOException when the provider does not accept the run
     * @see <a href="https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token">token</a>
     */
    Secret exchanged(URI sts, WorkloadIdentity identity, Secret oidc) throws IOException {
        Map<String, String> body = Map.of(
                "grantType",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "audience",
                identity.audience(),
                "scope",
                SCOPE,
                "requestedTokenType",
                "urn:ietf:params:oauth:token-type:access_token",
                "subjectTokenType",
                JWT,
                "subjectToken",
                oidc.reveal());
        String who = "the Security Token Service";
        return secret(send(new Request.Builder().url(sts + "/v1/token").post(json(body)), who), "access_token", who);
    }

    /**
     * An access token of the service account.
     *
     * @param iam the base address of the IAM Credentials API
     * @param run the run's own token
     * @throws IOException when the run may not act as the account
     * @see <a href="https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken">
     *     generateAccessToken</a>
     */
    Identity.Token ofServiceAccount(URI iam, String serviceAccount, Secret run) throws IOException {
        Map<String, Object> body = Map.of("scope", List.of(SCOPE), "lifetime", "3600s");
        String who = "the IAM Credentials API";
        JsonNode answer = send(
                bearing(run)
                        .url(method(iam, serviceAccount, "generateAccessToken"))
                        .post(json(body)),
                who);
        try {
            return new Identity.Token(
                    secret(answer, "accessToken", who),
                    Instant.parse(answer.path("expireTime").asText()));
        } catch (DateTimeException e) {
            throw new IOException(who + " did not say when its token expires", e);
        }
    }

    /**
     * An ID token of the service account.
     *
     * @param account the account's access token
     * @throws IOException when IAM gives none
     * @see <a href="https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateIdToken">generateIdToken</a>
     */
    Secret idToken(URI iam, String serviceAccount, Secret account, URI audience) throws IOException {
        Map<String, Object> body = Map.of("audience", audience.toString(), "includeEmail", true);
        String who = "the IAM Credentials API";
        return secret(
                send(
                        bearing(account)
                                .url(method(iam, serviceAccount, "generateIdToken"))
                                .post(json(body)),
                        who),
                "token",
                who);
    }

    private static String method(URI iam, String serviceAccount, String method) {
        return iam + "/v1/projects/-/serviceAccounts/" + serviceAccount + ":" + method;
    }

    private static Request.Builder bearing(Secret token) {
        return new Request.Builder().header("Authorization", "Bearer " + token.reveal());
    }

    private RequestBody json(Map<String, ?> body) throws IOException {
        return RequestBody.create(mapper.writeValueAsBytes(body), JSON);
    }

    private JsonNode send(Request.Builder request, String who) throws IOException {
        try (Response response = client.newCall(request.build()).execute()) {
            String body = response.peekBody(1 << 20).string();
            if (!response.isSuccessful()) {
                throw new IOException(
                        who + " answered " + response.code() + " " + body.substring(0, Math.min(300, body.length())));
            }
            return mapper.readTree(body);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            // Its message would show part of what may be a token.
            throw new IOException(who + " did not answer with JSON");
        }
    }

    private static Secret secret(JsonNode answer, String field, String who) throws IOException {
        String token = answer.path(field).asText();
        if (token.isEmpty()) {
            throw new IOException(who + " answered without a token");
        }
        return Secret.of(token);
    }
}
