package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service behind a load balancer: what is answered there decides. */
class PublicUrlCloudIT extends DoorsOnTheCloud {
    private void reachedAt(String address) throws IOException {
        Files.writeString(
                workspace.resolve("greenlight.yml"),
                Files.readString(workspace.resolve("greenlight.yml"))
                        .replace(
                                "        name: dreams-backend",
                                "        name: dreams-backend\n        public-url: " + address));
    }

    @Test
    void a_release_and_a_rollback_are_proven_there() throws IOException {
        String own = deploy("v1", digest()).outputs().getOrDefault("url", "");
        LoadBalancer balancer = new LoadBalancer(own);
        String address = balancer.address();
        try (balancer) {
            reachedAt(address);

            Report second = deploy("v2", digest());
            assertThat(second.outputs())
                    .as(progress.toString())
                    .containsEntry("outcome", "released")
                    .containsEntry("url", address);
            assertThat(balancer.asked()).filteredOn("/version"::equals).hasSizeGreaterThanOrEqualTo(2);
            deploy("v3", digest());
            balancer.asked();

            Report back = roll(Map.of());
            assertThat(back.outputs())
                    .containsEntry("outcome", "rolled-back")
                    .containsEntry("version", "v2")
                    .containsEntry("url", address);
            assertThat(balancer.asked()).filteredOn("/version"::equals).hasSizeGreaterThanOrEqualTo(2);
        }
    }
}
