package dev.greenlight.localcloud.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One service: how it is, who gets its traffic, and its newest revisions. */
final class ServiceCard {
    private static final int NEWEST = 4;

    private final ObjectNode service;
    private final List<ObjectNode> revisions;
    private final Rates rates;
    private final Instant now;
    private final Split split;

    /** @param revisions all of them, newest first */
    ServiceCard(ObjectNode service, List<ObjectNode> revisions, Rates rates, Instant now) {
        this.service = service;
        this.revisions = revisions;
        this.rates = rates;
        this.now = now;
        split = Split.of(service, "trafficStatuses");
    }

    void write(Markup html) {
        JsonNode condition = service.path("terminalCondition");
        State state = State.of(service, condition);
        html.open("section", "class", "card " + state.style());
        html.open("header").element("h2", id());
        state.badge(html, service, now);
        String[] name = service.path("name").asText().split("/", -1);
        html.element("span", name[1] + " · " + name[3], "class", "place");
        String url = service.path("uri").asText();
        html.link(url, url).close();
        if (state == State.FAILED) {
            html.open("p", "class", "fault").element("b", Words.reason(condition));
            html.text(" " + condition.path("message").asText()).close();
        }
        traffic(html, state);
        table(html);
        html.close();
    }

    private String id() {
        return Words.last(service.path("name").asText());
    }

    private void traffic(Markup html, State state) {
        html.open("div", "class", "traffic").open("div", "class", "share");
        List<Charts.Part> parts = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : split.percents().entrySet()) {
            parts.add(new Charts.Part(entry.getKey(), entry.getValue(), colour(entry.getKey())));
        }
        Charts.split(html, parts);
        html.element("p", parts.isEmpty() ? "No revision gets traffic yet." : split.words());
        String wish = Split.of(service, "traffic").words();
        if (state != State.GOOD && !wish.equals(split.words()) && !wish.isEmpty()) {
            html.element("p", "Wanted: " + wish, "class", "wish");
        }
        html.close();
        Rates.Minute minute = minute("");
        html.open("div", "class", "rate")
                .element("b", Words.number(minute.rate()))
                .text(" requests/s");
        Charts.line(html, minute);
        html.close().close();
    }

    private void table(Markup html) {
        html.open("table").open("tr");
        for (String head : List.of("Revision", "Traffic", "Tags", "State", "Image", "Age", "req/s", "5xx", "mean ms")) {
            html.element("th", head);
        }
        html.close();
        int shown = 0;
        for (ObjectNode revision : revisions) {
            String name = Words.last(revision.path("name").asText());
            if (shown < NEWEST || split.uses(name)) {
                row(html, revision, name);
                shown++;
            }
        }
        html.close();
        if (shown < revisions.size()) {
            html.element("p", "and " + (revisions.size() - shown) + " older ones without traffic", "class", "more");
        }
    }

    private void row(Markup html, ObjectNode revision, String name) {
        html.open("tr").open("td").element("i", "", "class", "dot c" + colour(name));
        html.text(name).close();
        html.element("td", split.percent(name) > 0 ? split.percent(name) + " %" : "–");
        html.open("td");
        split.tags(name).forEach(tag -> html.link(tag.url(), tag.name()).text(" "));
        html.close().open("td");
        JsonNode ready = Words.ready(revision);
        State state = State.of(revision, ready);
        state.badge(html, revision, now);
        html.text(state == State.FAILED ? " " + Words.reason(ready) : "").close();
        html.element("td", Words.image(revision.at("/containers/0/image").asText()));
        html.element("td", Words.age(revision.path("createTime").asText(), now));
        Rates.Minute minute = minute(name);
        int requests = minute.requests();
        html.element("td", requests == 0 ? "–" : Words.number(minute.rate()));
        html.element(
                "td",
                requests == 0 ? "–" : Words.number(100.0 * minute.errors() / requests) + " %",
                "class",
                minute.errors() > 0 ? "bad" : "");
        html.element("td", requests == 0 ? "–" : Words.number(minute.totalMillis() / requests));
        html.close();
    }

    /** @param revision empty for all of the service's */
    private Rates.Minute minute(String revision) {
        String[] name = service.path("name").asText().split("/", -1);
        return rates.minute(served -> served.project().equals(name[1])
                && served.location().equals(name[3])
                && served.service().equals(name[5])
                && (revision.isEmpty() || served.name().equals(revision)));
    }

    /** A revision keeps its colour for as long as it lives: it is the place in the order of creation. */
    private int colour(String revision) {
        for (int i = 0; i < revisions.size(); i++) {
            if (Words.last(revisions.get(i).path("name").asText()).equals(revision)) {
                return (revisions.size() - 1 - i) % Charts.COLOURS;
            }
        }
        return 0;
    }
}
