package dev.greenlight.runner.results;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.runner.RunnerContext;
import dev.greenlight.secrets.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a job's results are kept, and whose they are.
 *
 * @param origin the service's address, without a path
 * @param token shown with every call
 * @param run the workflow run, by the service's own id
 * @param job the job, by the service's own id
 * @see <a href="https://github.com/actions/toolkit/tree/main/packages/artifact">GitHub's own client</a>
 */
public record ResultsAccess(URI origin, Secret token, String run, String job) {
    /** The variable that says where. */
    public static final String URL = "ACTIONS_RESULTS_URL";

    /** The variable that says who. */
    public static final String TOKEN = "ACTIONS_RUNTIME_TOKEN";

    private static final Pattern SCOPE = Pattern.compile("(?:^|.* )Actions\\.Results:([^: ]+):([^: ]+)(?: .*|$)");

    /**
     * What the runner told this step; empty where it told nothing, as on a laptop.
     *
     * @throws ExternalFailure when it told something that is of no use
     */
    public static Optional<ResultsAccess> from(RunnerContext context) {
        Optional<String> url = context.variable(URL);
        Optional<String> token = context.variable(TOKEN);
        if (url.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        Matcher scope = SCOPE.matcher(scope(token.get()));
        if (!scope.matches()) {
            throw unusable(TOKEN + " names no run and job");
        }
        return Optional.of(
                new ResultsAccess(origin(url.get()), Secret.of(token.get()), scope.group(1), scope.group(2)));
    }

    private static URI origin(String url) {
        try {
            URI uri = new URI(url.strip());
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null);
            }
        } catch (URISyntaxException e) {
            // Refused below like any other text that is no address.
        }
        throw unusable(URL + " is no http or https address");
    }

    /** The token's claim of that name; its signature is the service's to check. */
    private static String scope(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length == 3
                    ? new JsonMapper()
                            .readTree(Base64.getUrlDecoder().decode(parts[1]))
                            .path("scp")
                            .asText("")
                    : "";
        } catch (JacksonException | IllegalArgumentException e) {
            return "";
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory are always readable", e);
        }
    }

    private static ExternalFailure unusable(String why) {
        return new ExternalFailure(
                "find the service that keeps this job's results",
                why,
                "Run this as a step of a job on a runner that offers artifacts and caches.");
    }
}
