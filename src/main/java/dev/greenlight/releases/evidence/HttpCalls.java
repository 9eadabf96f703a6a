package dev.greenlight.releases.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Requests to Google's REST APIs that have no client here. */
final class HttpCalls {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final OkHttpClient client =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(15)).build();
    private final CloudAccess access;
    private final Identity identity;

    HttpCalls(CloudAccess access, Identity identity) {
        this.access = access;
        this.identity = identity;
    }

    /** GETs a document. @throws IOException when there is no 200 answer with JSON in it */
    JsonNode get(String api, String path, Map<String, String> query) throws IOException {
        HttpUrl.Builder url = HttpUrl.get(access.base(api) + path).newBuilder();
        query.forEach(url::addQueryParameter);
        return send(new Request.Builder().url(url.build()));
    }

    /** POSTs a document. @throws IOException when there is no 200 answer with JSON in it */
    JsonNode post(String api, String path, Map<String, ?> body) throws IOException {
        return send(new Request.Builder()
                .url(access.base(api) + path)
                .post(RequestBody.create(mapper.writeValueAsBytes(body), JSON)));
    }

    private JsonNode send(Request.Builder request) throws IOException {
        identity.accessToken()
                .ifPresent(token -> request.header(
                        "Authorization", "Bearer " + token.value().reveal()));
        try (Response response = client.newCall(request.build()).execute()) {
            String body = response.peekBody(MOST_BYTES).string();
            if (response.code() != 200) {
                throw new IOException(response.code() + " " + body.substring(0, Math.min(300, body.length())));
            }
            return mapper.readTree(body);
        }
    }
}
