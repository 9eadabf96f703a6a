package dev.greenlight.localcloud.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.messages.Field;
import dev.greenlight.localcloud.messages.Messages;
import dev.greenlight.localcloud.messages.Method;
import dev.greenlight.localcloud.recorded.FieldTable.Row;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of methods and fields in the documentation names what Google publishes, all of it and nothing else. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FieldTableTest {
    private static final String RUN = "google.cloud.run.v2.";
    private static final String SECRETS = "google.cloud.secretmanager.v1.";
    private static final String ARTIFACTS = "google.devtools.artifactregistry.v1.";
    private static final List<String> ROOTS = List.of(
            RUN + "Service",
            RUN + "Revision",
            RUN + "Job",
            RUN + "Execution",
            RUN + "Task",
            SECRETS + "Secret",
            SECRETS + "SecretVersion",
            SECRETS + "AccessSecretVersionResponse",
            ARTIFACTS + "Repository",
            ARTIFACTS + "DockerImage",
            "google.iam.v1.Policy",
            "google.longrunning.Operation");

    private static final List<Row> ROWS = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws Exception {
        ROWS.addAll(FieldTable.read());
    }

    @Test
    void every_published_field_has_its_row_and_no_other() {
        Set<String> published = new TreeSet<>();
        for (String message : reachable()) {
            for (Field field : Messages.published().fields(message).values()) {
                String shape = field.shape() == Field.Shape.SINGLE
                        ? ""
                        : " " + field.shape().name().toLowerCase(Locale.ROOT);
                published.add(message + " " + field.name() + " " + field.type() + shape);
            }
        }
        Set<String> listed = new TreeSet<>();
        ROWS.stream()
                .filter(row -> !row.section().equals(FieldTable.METHODS))
                .forEach(row -> listed.add(row.section() + " " + row.name() + " " + row.type()));
        assertThat(listed).hasSizeGreaterThan(400).isEqualTo(published);
    }

    @Test
    void every_published_method_has_its_row_and_answers_unless_it_is_absent() {
        Set<String> published = new TreeSet<>();
        Set<String> answered = new TreeSet<>();
        try (RecordedCloud cloud = new RecordedCloud(folder)) {
            for (Method method : Messages.published().methods()) {
                String call = method.name() + " " + method.verb() + " " + method.path();
                published.add(call);
                if (cloud.api().answers(method.verb(), method.example("x"))) {
                    answered.add(call);
                }
            }
        }
        Set<String> listed = new TreeSet<>();
        Set<String> present = new TreeSet<>();
        for (Row row : ROWS) {
            if (row.section().equals(FieldTable.METHODS)) {
                listed.add(row.name() + " " + row.type());
                if (!row.state().equals("absent")) {
                    present.add(row.name() + " " + row.type());
                }
            }
        }
        assertThat(listed).hasSizeGreaterThan(100).isEqualTo(published);
        assertThat(present).isEqualTo(answered);
    }

    @Test
    void every_row_says_one_of_the_words_and_why_when_it_is_not_the_same() {
        assertThat(ROWS).allSatisfy(row -> {
            assertThat(row.state()).isIn("same", "kept", "differs", "absent");
            assertThat(row.why().isEmpty()).isEqualTo(Set.of("same", "kept").contains(row.state()));
        });
    }

    private static Set<String> reachable() {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(ROOTS);
        Set<String> answered = new TreeSet<>();
        ROWS.stream()
                .filter(row ->
                        row.section().equals(FieldTable.METHODS) && !row.state().equals("absent"))
                .forEach(row -> answered.add(row.name() + " " + row.type()));
        Messages.published().methods().stream()
                .filter(method -> answered.contains(method.name() + " " + method.verb() + " " + method.path()))
                .forEach(method -> open.push(method.request()));
        while (!open.isEmpty()) {
            String message = open.pop();
            if (Messages.published().isMessage(message) && seen.add(message)) {
                Messages.published().fields(message).values().forEach(field -> open.push(field.type()));
            }
        }
        return seen;
    }
}
