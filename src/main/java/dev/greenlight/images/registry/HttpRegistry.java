package dev.greenlight.images.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.images.ImageName;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A registry over HTTP. */
public final class HttpRegistry implements Registry {
    private static final String ACCEPTED = String.join(
            ", ",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final Pattern PARAMETER = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");
    private static final int ATTEMPTS = 3;

    private final URI endpoint;
    private final Optional<Login> login;
    private final Duration pause;
    private final OkHttpClient client = new OkHttpClient.Builder()
            .callTimeout(Duration.ofSeconds(30))
            .followRedirects(true)
            .build();

    /**
     * @param endpoint the registry's address, without a path
     * @param login used when the registry asks for one
     * @param pause between two attempts when the registry does not answer well
     */
    public HttpRegistry(URI endpoint, Optional<Login> login, Duration pause) {
        this.endpoint = endpoint;
        this.login = login;
        this.pause = pause;
    }

    @Override
    public Optional<Manifest> manifest(ImageName name, String reference) {
        String tried = "ask " + endpoint + " for " + name.path() + " at " + reference;
        HttpUrl url = Objects.requireNonNull(HttpUrl.get(endpoint), "an endpoint is an http address")
                .resolve("/v2/" + name.path() + "/manifests/" + reference);
        Answer answer = patiently(
                tried,
                new Request.Builder()
                        .url(Objects.requireNonNull(url, "names of images fit into an address"))
                        .header("Accept", ACCEPTED)
                        .build());
        return switch (answer.status()) {
            case 200 -> Optional.of(read(tried, answer));
            case 404 -> Optional.empty();
            case 401, 403 ->
                throw new ExternalFailure(
                        tried,
                        "the registry refused with status " + answer.status(),
                        "Give this action credentials that may read there (credentials), or log Docker in before it.");
            default ->
                throw new ExternalFailure(
                        tried,
                        "the registry answered with status " + answer.status(),
                        "Run the action again; when it fails again, look at the registry's own status.");
        };
    }

    private record Answer(int status, byte[] body, String digest, String challenge) {}

    private static Manifest read(String tried, Answer answer) {
        Manifest manifest = ManifestParser.parse(answer.body())
                .orElseThrow(() -> new ExternalFailure(
                        tried,
                        "the answer is not an image's manifest",
                        "Check that registry-endpoint is the address of a registry."));
        if (!answer.digest().isEmpty()
                && !answer.digest().equals(manifest.digest().value())) {
            throw new ExternalFailure(
                    tried,
                    "its bytes have the digest " + manifest.digest() + ", not the " + answer.digest() + " that it says",
                    "Do not deploy from this registry before it is known why.");
        }
        return manifest;
    }

    /** Tries again when the registry cannot be reached or fails, and once more with a login when it asks for one. */
    private Answer patiently(String tried, Request request) {
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = call(request);
                if (answer.status() == 401 && login.isPresent()) {
                    answer = call(request.newBuilder()
                            .header("Authorization", authorization(answer.challenge(), login.get()))
                            .build());
                }
                if (answer.status() < 500 || attempt == ATTEMPTS) {
                    return answer;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new ExternalFailure(
                            tried,
                            "it could not be reached: " + e.getMessage(),
                            "Check registry-endpoint, and that it can be reached from this job.",
                            e);
                }
            }
            rest(tried);
        }
    }

    private Answer call(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return new Answer(
                    response.code(),
                    response.body().bytes(),
                    Objects.requireNonNullElse(response.header("Docker-Content-Digest"), ""),
                    Objects.requireNonNullElse(response.header("WWW-Authenticate"), ""));
        }
    }

    /** @see <a href="https://distribution.github.io/distribution/spec/auth/token/">the exchange of a login for a token</a> */
    private String authorization(String challenge, Login with) throws IOException {
        HttpUrl realm = HttpUrl.parse(parameter(challenge, "realm"));
        if (!challenge.regionMatches(true, 0, "Bearer", 0, 6) || realm == null) {
            return with.basic();
        }
        HttpUrl url = realm.newBuilder()
                .addQueryParameter("service", parameter(challenge, "service"))
                .addQueryParameter("scope", parameter(challenge, "scope"))
                .build();
        Answer answer = call(new Request.Builder()
                .url(url)
                .header("Authorization", with.basic())
                .build());
        try {
            var json = new JsonMapper().readTree(answer.body());
            String token = json.path("token").asText(json.path("access_token").asText(""));
            return token.isEmpty() ? with.basic() : "Bearer " + token;
        } catch (JsonProcessingException e) {
            return with.basic();
        }
    }

    private static String parameter(String challenge, String name) {
        Matcher matcher = PARAMETER.matcher(challenge);
        return matcher.results()
                .filter(match -> match.group(1).equals(name))
                .map(match -> match.group(2))
                .findFirst()
                .orElse("");
    }

    private void rest(String tried) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalFailure(tried, "the run was cancelled", "Run the action again.", e);
        }
    }
}
