package dev.greenlight.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation points at is there. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|#)(?<path>[^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void every_link_and_picture_leads_to_a_file() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("examples/dreamcatchr/README.md")));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : pages) {
            Matcher link = LINK.matcher(House.text(page));
            while (link.find()) {
                links++;
                if (!Files.exists(page.resolveSibling(link.group("path")))) {
                    broken.add(page + " points at " + link.group("path"));
                }
            }
        }
        assertThat(links).as("links seen").isGreaterThanOrEqualTo(40);
        assertThat(broken).isEmpty();
    }
}
