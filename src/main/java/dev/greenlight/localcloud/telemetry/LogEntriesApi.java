package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * {@code entries:list} of Cloud Logging v2.
 *
 * @see <a href="https://cloud.google.com/logging/docs/reference/v2/rest/v2/entries/list">entries.list</a>
 */
final class LogEntriesApi {
    private static final Set<String> FIELDS = Set.of("resourceNames", "filter", "orderBy", "pageSize", "pageToken");
    private static final Comparator<LogEntry> BY_TIME =
            Comparator.comparing(LogEntry::timestamp).thenComparing(LogEntry::sequence);
    private static final int USUAL = 50;
    private static final int MOST = 1_000;

    /** Where a list goes on: entries that came after its first page are left out, so that none is seen twice. */
    private record Place(int from, long end) {
        Place {
            if (from < 0) {
                throw new IllegalArgumentException("a list does not go on before its beginning");
            }
        }

        static Place parse(String token) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", -1);
                return new Place(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw ApiError.invalidArgument("page_token is invalid");
            }
        }

        String token() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((from + " " + end).getBytes(StandardCharsets.UTF_8));
        }
    }

    private final LogRing ring;

    LogEntriesApi(LogRing ring) {
        this.ring = ring;
    }

    void register(Api api) {
        api.on("POST", "/v2/entries:list", this::list);
    }

    private Reply list(Call call) {
        ObjectNode body = call.json();
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw ApiError.invalidArgument(
                        "Invalid JSON payload received. Unknown name \"" + name + "\": Cannot find field.");
            }
        });
        Predicate<LogEntry> wanted = LogFilter.ofProjects(projects(body))
                .and(LogFilter.parse(body.path("filter").asText()));
        String token = body.path("pageToken").asText();
        Place place = token.isEmpty() ? new Place(0, ring.next()) : Place.parse(token);
        List<LogEntry> found = new ArrayList<>(ring.find(place.end(), wanted));
        found.sort(order(body.path("orderBy").asText()));
        return Reply.json(page(found, place, size(body)));
    }

    private static ObjectNode page(List<LogEntry> found, Place place, int size) {
        ObjectNode answer = Json.object();
        ArrayNode entries = Json.MAPPER.createArrayNode();
        found.stream().skip(place.from()).limit(size).forEach(entry -> entries.add(entry.toJson()));
        if (!entries.isEmpty()) {
            answer.set("entries", entries);
        }
        if (place.from() + size < found.size()) {
            answer.put("nextPageToken", new Place(place.from() + size, place.end()).token());
        }
        return answer;
    }

    private static List<String> projects(ObjectNode body) {
        List<String> projects = new ArrayList<>();
        for (JsonNode name : body.path("resourceNames")) {
            if (!name.asText().matches("projects/[^/]+")) {
                throw ApiError.invalidArgument(
                        "Name \"" + name.asText() + "\" is not of the form projects/[PROJECT_ID].");
            }
            projects.add(name.asText().substring("projects/".length()));
        }
        if (projects.isEmpty()) {
            throw ApiError.invalidArgument("resource_names is required");
        }
        return projects;
    }

    private static Comparator<LogEntry> order(String text) {
        return switch (text.strip()) {
            case "", "timestamp", "timestamp asc" -> BY_TIME;
            case "timestamp desc" -> BY_TIME.reversed();
            default ->
                throw ApiError.invalidArgument(
                        "Invalid order_by \"" + text + "\": must be \"timestamp asc\" or \"timestamp desc\".");
        };
    }

    private static int size(ObjectNode body) {
        int size = body.path("pageSize").asInt();
        if (size < 0) {
            throw ApiError.invalidArgument("page_size must not be negative");
        }
        return Math.min(size == 0 ? USUAL : size, MOST);
    }
}
