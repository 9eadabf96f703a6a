package dev.greenlight.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One person at a browser: opens the page with every asset that it names, signs up once, then reads and writes in that session for as long as
 * the load lasts, so that the session is older than every later shift of traffic. Never repeats a request that failed.
 */
final class Visitor implements Runnable {
    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
    private static final MediaType JSON = MediaType.get("application/json");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final HttpUrl site;
    private final Tally tally;
    private final Pace pace;
    private final OkHttpClient client;
    private final Cookies cookies = new Cookies();
    private final String name;
    private final AtomicBoolean stopped;
    private boolean signedUp;
    private boolean signedIn;
    private int dreams;

    Visitor(HttpUrl site, Tally tally, Pace pace, OkHttpClient shared, String run, AtomicBoolean stopped) {
        this.stopped = stopped;
        this.site = site;
        this.tally = tally;
        this.pace = pace;
        this.client = shared.newBuilder().cookieJar(cookies).build();
        this.name = "visitor-" + run + "-" + NUMBERS.incrementAndGet();
    }

    @Override
    public void run() {
        try {
            visit();
        } catch (RuntimeException e) {
            // One who stays away silently would make the load smaller and the result better.
            tally.failed("visitor", name + " broke off: " + e);
            throw e;
        }
    }

    private void visit() {
        while (!stopped.get()) {
            openPage();
            if (!signedUp) {
                signedUp = signUp();
            }
            if (signedUp && !signedIn) {
                signedIn = signIn();
            }
            ask("api-read", get("/api/public/dreams"), 200, body -> body.has("results"));
            if (signedIn) {
                ask(
                        "api-read",
                        get("/api/session"),
                        200,
                        body -> body.path("username").asText().equals(name));
                ask(
                        "api-read",
                        get("/api/dreams?page=1"),
                        200,
                        body -> body.path("total").asInt() == dreams);
                writeDream();
            }
        }
    }

    private void openPage() {
        Set<String> assets = new LinkedHashSet<>();
        text("html", get("/"), page -> {
            Matcher matcher = ASSET.matcher(page);
            while (matcher.find()) {
                assets.add(matcher.group(1));
            }
            return page.contains("id=\"root\"") && assets.size() >= 2;
        });
        if (!assets.isEmpty()) {
            tally.page(assets);
        }
        for (String asset : assets) {
            text("asset", get(asset), content -> !content.isEmpty() && !content.startsWith("<!"));
        }
    }

    private boolean signUp() {
        ask("api-read", get("/api/csrf"), 204, body -> true);
        JsonNode made = ask("sign-up", post("/api/accounts", credentials()), 201, body -> true);
        return made != null;
    }

    private boolean signIn() {
        JsonNode session = ask(
                "login",
                post("/api/session", credentials()),
                200,
                body -> body.path("username").asText().equals(name));
        return session != null;
    }

    private void writeDream() {
        Map<String, String> dream = new LinkedHashMap<>();
        dream.put("title", "Dream " + dreams + " of " + name);
        dream.put("body", "A green light at the end of the pier.");
        dream.put("mood", "calm");
        JsonNode written = ask(
                "csrf-write",
                post("/api/dreams", dream),
                201,
                body -> body.path("title").asText().equals(dream.get("title")));
        if (written != null) {
            dreams++;
        }
    }

    private Map<String, String> credentials() {
        return Map.of("username", name, "password", "a-long-Passphrase-" + name);
    }

    private Request get(String path) {
        return new Request.Builder().url(url(path)).get().build();
    }

    private Request post(String path, Map<String, String> body) {
        return new Request.Builder()
                .url(url(path))
                .header("X-CSRFToken", cookies.value("csrftoken"))
                .header("Origin", site.scheme() + "://" + site.host() + ":" + site.port())
                .post(RequestBody.create(MAPPER.valueToTree(body).toString(), JSON))
                .build();
    }

    private HttpUrl url(String path) {
        HttpUrl resolved = site.resolve(path);
        if (resolved == null) {
            throw new IllegalArgumentException("not a path: " + path);
        }
        return resolved;
    }

    private interface Expectation<T> {
        boolean holds(T value);
    }

    private void text(String kind, Request request, Expectation<String> expected) {
        answer(kind, request, 200, expected);
    }

    private @Nullable JsonNode ask(String kind, Request request, int status, Expectation<JsonNode> expected) {
        List<JsonNode> parsed = new ArrayList<>();
        boolean good = answer(kind, request, status, content -> {
            try {
                JsonNode body = content.isEmpty() ? MAPPER.createObjectNode() : MAPPER.readTree(content);
                parsed.add(body);
                return expected.holds(body);
            } catch (IOException e) {
                return false;
            }
        });
        return good ? parsed.getFirst() : null;
    }

    private boolean answer(String kind, Request request, int status, Expectation<String> expected) {
        pace.await();
        if (stopped.get()) {
            return false;
        }
        String what = request.method() + " " + request.url().encodedPath();
        try (Response response = client.newCall(request).execute()) {
            String content = response.body().string();
            String canary = response.header("X-Canary-Error");
            if (canary != null && response.code() >= 500) {
                tally.canary(kind, canary);
                return false;
            }
            if (response.code() != status || !expected.holds(content)) {
                tally.failed(
                        kind,
                        what + " answered " + response.code() + ": "
                                + content.substring(0, Math.min(160, content.length())));
                return false;
            }
            tally.good(kind);
            return true;
        } catch (IOException e) {
            tally.failed(kind, what + " broke: " + e);
            return false;
        }
    }

    /** A browser's cookies, for one visitor and one site. */
    private static final class Cookies implements CookieJar {
        private final Map<String, Cookie> kept = new LinkedHashMap<>();

        @Override
        public synchronized void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
            cookies.forEach(cookie -> kept.put(cookie.name(), cookie));
        }

        @Override
        public synchronized List<Cookie> loadForRequest(HttpUrl url) {
            return List.copyOf(kept.values());
        }

        synchronized String value(String name) {
            Cookie cookie = kept.get(name);
            return cookie == null ? "" : cookie.value();
        }
    }
}
