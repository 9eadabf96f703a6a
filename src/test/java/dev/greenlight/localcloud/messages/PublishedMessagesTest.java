package dev.greenlight.localcloud.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.http.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublishedMessagesTest {
    private static final Path DESCRIPTION = Path.of("src/main/resources/localcloud/google-apis.json");

    /** After an update of the client library: run once with {@code -Dmessages.write=true} and look at the difference. */
    @Test
    void the_description_of_fields_is_what_the_client_library_publishes() throws Exception {
        String published =
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(PublishedMessages.describe());
        if (Boolean.getBoolean("messages.write")) {
            Files.createDirectories(DESCRIPTION.getParent());
            Files.writeString(DESCRIPTION, published + "\n");
        }
        assertThat(Files.readString(DESCRIPTION)).isEqualTo(published + "\n");
    }
}
