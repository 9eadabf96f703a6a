package dev.greenlight.localcloud.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.engine.StartFailure;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MountsTest {
    private static final Key KEY = Key.parse("REVISION/demo/here/web/web-v1");

    @Test
    void a_version_that_comes_while_the_older_one_is_being_written_is_not_missed(@TempDir Path folder)
            throws IOException, StartFailure {
        AtomicInteger reads = new AtomicInteger();
        Mounts[] mounts = new Mounts[1];
        mounts[0] = new Mounts(folder, (project, secret, version) -> {
            if (reads.incrementAndGet() == 1) {
                // Nothing is on the disk yet that could be refreshed.
                mounts[0].refresh((a, b, c) -> bytes("new"));
                return bytes("old");
            }
            return bytes("new");
        });
        ObjectNode holder = (ObjectNode) Json.MAPPER.readTree("""
                {"volumes":[{"name":"keys","secret":{"secret":"key"}}]}""");
        ObjectNode container = (ObjectNode) Json.MAPPER.readTree("""
                {"volumeMounts":[{"name":"keys","mountPath":"/keys"}]}""");

        Path place = Objects.requireNonNull(mounts[0].of(KEY, container, holder).get("/keys"));

        assertThat(Files.readString(place.resolve("key"))).isEqualTo("new");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
