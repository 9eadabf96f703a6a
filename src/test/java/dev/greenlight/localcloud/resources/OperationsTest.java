package dev.greenlight.localcloud.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.state.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OperationsTest {
    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-29T08:00:00Z");

    @Test
    void what_was_done_a_day_ago_is_forgotten_when_something_else_is_done() {
        try (Store store = Store.open(folder)) {
            Operations operations = new Operations(store, clock());
            String first = done(store, operations);
            String deleted = done(store, operations);
            store.remove(Operations.COLLECTION, deleted);
            now = now.plus(Duration.ofHours(23));
            String second = done(store, operations);
            assertThat(store.list(Operations.COLLECTION, "")).containsOnlyKeys(first, second);
            now = now.plus(Duration.ofHours(2));
            String third = done(store, operations);
            assertThat(store.list(Operations.COLLECTION, "")).containsOnlyKeys(second, third);
        }
    }

    private String done(Store store, Operations operations) {
        ObjectNode resource = Json.object().put("updateTime", now.toString());
        ObjectNode operation = Operations.done("projects/demo/locations/here", "Job", resource);
        store.apply(List.of(Operations.store(operation)));
        operations.announce(operation.path("name").asText());
        return operation.path("name").asText();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
    }
}
