package dev.greenlight.localcloud.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.state.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What a person sees who opens the local cloud's address in a browser. */
public final class StatusPage {
    private static final int SERVICES = 50;
    private static final int EXECUTIONS = 8;
    private static final int LINES = 60;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store");

    private final Inventory inventory;
    private final Rates rates;
    private final IntFunction<List<ObjectNode>> log;
    private final Clock clock;
    private final Instant started;

    /** @param log the newest entries, newest first, at most as many as asked for, as Cloud Logging answers them */
    public StatusPage(Store store, Rates rates, IntFunction<List<ObjectNode>> log, Clock clock) {
        inventory = new Inventory(store);
        this.rates = rates;
        this.log = log;
        this.clock = clock;
        started = clock.instant();
    }

    /** Adds {@code GET /} and its two files. */
    public void register(Api api) {
        byte[] style = file("page.css");
        byte[] script = file("page.js");
        api.on("GET", "/", call -> reply("text/html", page().getBytes(StandardCharsets.UTF_8)))
                .on("GET", "/page.css", call -> reply("text/css", style))
                .on("GET", "/page.js", call -> reply("text/javascript", script));
    }

    private static Reply reply(String type, byte[] content) {
        return new Reply(200, type + "; charset=UTF-8", HEADERS, content);
    }

    private static byte[] file(String name) {
        try (InputStream in = StatusPage.class.getResourceAsStream("/localcloud/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource localcloud/page/" + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String page() {
        Instant now = clock.instant();
        List<ObjectNode> services = inventory.services();
        Markup html = new Markup();
        html.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", verdict(services) + " – local cloud");
        html.empty("link", "rel", "stylesheet", "href", "page.css");
        html.open("script", "src", "page.js", "defer", "defer").close();
        html.open("noscript").empty("meta", "http-equiv", "refresh", "content", "5");
        html.close().close().open("body").open("main");
        head(html, services, now);
        services.stream()
                .limit(SERVICES)
                .forEach(service -> new ServiceCard(service, inventory.revisions(service), rates, now).write(html));
        if (services.size() > SERVICES) {
            html.element("p", "and " + (services.size() - SERVICES) + " more services", "class", "more");
        }
        executions(html, now);
        html.open("section", "class", "card");
        LogLines.write(html, log.apply(LINES));
        return "<!doctype html>" + html.close().close().close().close();
    }

    private void head(Markup html, List<ObjectNode> services, Instant now) {
        boolean trouble = count(services, State.FAILED) > 0;
        html.open("header", "class", "top").element("h1", verdict(services), "class", trouble ? "failed" : "good");
        html.element(
                "p",
                "Local cloud, up for " + Words.length(Duration.between(started, now)) + ", as of "
                        + now.truncatedTo(ChronoUnit.SECONDS));
        html.element("p", "", "id", "lost", "role", "alert").close();
    }

    private static String verdict(List<ObjectNode> services) {
        if (services.isEmpty()) {
            return "No services yet";
        }
        long failed = count(services, State.FAILED);
        if (failed > 0) {
            return failed + " of " + services.size() + " services " + (failed == 1 ? "has" : "have") + " failed";
        }
        long working = count(services, State.WORKING);
        String ready = services.size() == 1 ? "The service is ready" : "All " + services.size() + " services are ready";
        return working > 0 ? working + " of " + services.size() + " services being worked on" : ready;
    }

    private static long count(List<ObjectNode> services, State state) {
        return services.stream()
                .filter(service -> State.of(service, service.path("terminalCondition")) == state)
                .count();
    }

    private void executions(Markup html, Instant now) {
        List<ObjectNode> executions = inventory.executions();
        if (executions.isEmpty()) {
            return;
        }
        html.open("section", "class", "card")
                .element("h2", "Last executions of jobs")
                .open("table");
        executions.stream().limit(EXECUTIONS).forEach(execution -> {
            html.open("tr").element("td", Words.last(execution.path("name").asText()));
            State state = State.of(execution, execution.path("conditions").path(0));
            html.open("td");
            state.badge(html, execution, now);
            html.close();
            html.element("td", Words.age(execution.path("createTime").asText(), now) + " ago");
            String message = execution.at("/conditions/0/message").asText();
            html.element("td", message).close();
        });
        html.close().close();
    }
}
