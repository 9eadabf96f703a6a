package dev.greenlight.releases.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** The library (1.330) writes a deployment's state {@code in_progress} with a hyphen, which GitHub does not know; on its way it is put right. */
record GitHubStates(GitHubConnector connector) implements GitHubConnector {
    private static final String WRONG = "\"state\":\"in-progress\"";
    private static final String RIGHT = "\"state\":\"in_progress\"";

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        boolean status = request.hasBody() && request.url().getPath().endsWith("/statuses");
        InputStream body = status ? request.body() : null;
        return connector.send(body == null ? request : corrected(request, body));
    }

    private static GitHubConnectorRequest corrected(GitHubConnectorRequest request, InputStream written)
            throws IOException {
        String body = new String(written.readAllBytes(), StandardCharsets.UTF_8);
        return new Corrected(request, body.replace(WRONG, RIGHT).getBytes(StandardCharsets.UTF_8));
    }

    private static final class Corrected implements GitHubConnectorRequest {
        private final GitHubConnectorRequest request;
        private final byte[] body;

        Corrected(GitHubConnectorRequest request, byte[] body) {
            this.request = request;
            this.body = body;
        }

        @Override
        public String method() {
            return request.method();
        }

        @Override
        public Map<String, List<String>> allHeaders() {
            return request.allHeaders();
        }

        @Override
        public @Nullable String header(String name) {
            return request.header(name);
        }

        @Override
        public @Nullable String contentType() {
            return request.contentType();
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public URL url() {
            return request.url();
        }

        @Override
        public boolean hasBody() {
            return true;
        }
    }
}
