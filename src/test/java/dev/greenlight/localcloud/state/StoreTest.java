package dev.greenlight.localcloud.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoreTest {
    @TempDir
    Path folder;

    @Test
    void what_was_written_is_there_after_opening_again() {
        try (Store store = Store.open(folder)) {
            store.put("services", "a/1", value(1));
            store.put("services", "a/2", value(2));
            store.put("services", "b/1", value(3));
            store.remove("services", "a/1");
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.list("services", "")).containsOnlyKeys("a/2", "b/1");
            assertThat(store.list("services", "a/")).containsOnlyKeys("a/2");
            assertThat(store.get("services", "b/1")).contains(value(3));
            assertThat(store.damage()).isEmpty();
        }
    }

    @Test
    void a_snapshot_and_what_follows_it_are_read_together() throws IOException {
        try (Store store = Store.open(folder)) {
            store.put("c", "old", value(1));
            store.compact();
            store.put("c", "new", value(2));
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.list("c", "")).containsOnlyKeys("old", "new");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "snapshot-1", "log-1");
        }
    }

    @Test
    void a_torn_last_record_is_dropped_and_writing_goes_on_behind_the_good_ones() throws IOException {
        try (Store store = Store.open(folder)) {
            store.put("c", "good", value(1));
        }
        byte[] whole = Records.write(List.of(Change.put("c", "torn", value(2))));
        for (int length = 1; length < whole.length; length += 7) {
            append(java.util.Arrays.copyOf(whole, length));
            try (Store store = Store.open(folder)) {
                assertThat(store.list("c", "")).doesNotContainKey("torn").containsKey("good");
                assertThat(store.damage()).isEmpty();
                store.put("c", "after" + length, value(3));
            }
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.list("c", "")).containsKeys("good", "after1", "after8");
        }
    }

    @Test
    void damage_in_the_middle_is_reported_and_the_file_is_kept() throws IOException {
        try (Store store = Store.open(folder)) {
            store.put("c", "first", value(1));
            store.put("c", "second", value(2));
            store.put("c", "third", value(3));
        }
        Path log = folder.resolve("log-0");
        Files.writeString(log, Files.readString(log).replace("second", "sXcond"));
        try (Store store = Store.open(folder)) {
            assertThat(store.list("c", "")).containsOnlyKeys("first");
            assertThat(store.damage().orElseThrow()).contains("log-0").contains("a copy was kept as");
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.damage()).isEmpty();
            assertThat(store.list("c", "")).containsOnlyKeys("first");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.anyMatch(file -> file.toString().contains("log-0.damaged-")))
                    .isTrue();
        }
    }

    @Test
    void a_document_in_the_store_cannot_be_changed_through_a_copy() {
        try (Store store = Store.open(folder)) {
            ObjectNode mine = value(1);
            store.put("c", "k", mine);
            mine.put("n", 2);
            store.get("c", "k").orElseThrow().put("n", 3);
            store.list("c", "").values().forEach(copy -> copy.put("n", 4));
            assertThat(store.get("c", "k")).contains(value(1));
        }
    }

    @Test
    void what_many_write_at_the_same_time_is_all_there_each_in_its_order() throws Exception {
        int writers = 12;
        int writes = 60;
        try (Store store = Store.open(folder)) {
            List<Thread> threads = new ArrayList<>();
            List<Throwable> troubles = new CopyOnWriteArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "w" + writer;
                threads.add(Thread.ofPlatform().start(() -> {
                    try {
                        for (int i = 1; i <= writes; i++) {
                            store.apply(List.of(
                                    Change.put("last", name, value(i)), Change.put("each", name + "/" + i, value(i))));
                            assertThat(store.get("last", name)).contains(value(i));
                        }
                    } catch (RuntimeException | AssertionError e) {
                        troubles.add(e);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(troubles).isEmpty();
            try (Stream<String> records = Files.lines(folder.resolve("log-0"))) {
                assertThat(records).as("each is written once").hasSize(writers * writes);
            }
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.list("last", ""))
                    .hasSize(writers)
                    .allSatisfy((name, last) -> assertThat(last).isEqualTo(value(writes)));
            assertThat(store.list("each", "")).hasSize(writers * writes);
            assertThat(store.damage()).isEmpty();
        }
    }

    @Test
    void a_log_that_cannot_be_begun_leaves_the_old_one_in_force() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("log-1/in the way"));
        try (Store store = Store.open(folder)) {
            store.put("c", "before", value(1));
            assertThatThrownBy(store::compact).hasMessageContaining("could not be compacted");
            store.put("c", "after", value(2));
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.list("c", "")).containsOnlyKeys("before", "after");
            store.put("c", "again", value(3));
        }
        Files.delete(inTheWay);
        Files.delete(folder.resolve("log-1"));
        try (Store store = Store.open(folder)) {
            assertThat(store.list("c", "")).containsOnlyKeys("before", "after", "again");
            store.compact();
        }
    }

    @Test
    void a_snapshot_that_cannot_get_its_name_leaves_the_old_one_in_force() throws IOException {
        Files.createDirectories(folder.resolve("snapshot-1/in the way"));
        Files.move(folder.resolve("snapshot-1"), folder.resolve("aside"));
        try (Store store = Store.open(folder)) {
            store.put("c", "before", value(1));
            Files.move(folder.resolve("aside"), folder.resolve("snapshot-1"));
            assertThatThrownBy(store::compact).hasMessageContaining("could not be compacted");
            store.put("c", "after", value(2));
            Files.move(folder.resolve("snapshot-1"), folder.resolve("aside"));
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.list("c", "")).containsOnlyKeys("before", "after");
            store.put("c", "again", value(3));
            store.compact();
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.list("c", "")).containsOnlyKeys("before", "after", "again");
        }
    }

    @Test
    void old_files_that_cannot_be_removed_stop_nothing_and_are_removed_later() throws IOException {
        Path log = folder.resolve("log-0");
        try (Store store = Store.open(folder)) {
            store.put("c", "before", value(1));
            // The open file goes on under another name, and what cannot be deleted has its own.
            Files.move(log, folder.resolve("elsewhere"));
            Files.createDirectories(log.resolve("in the way"));
            store.compact();
            store.put("c", "after", value(2));
            store.compact();
            store.put("c", "again", value(3));
        }
        Files.delete(log.resolve("in the way"));
        try (Store store = Store.open(folder)) {
            assertThat(store.list("c", "")).containsOnlyKeys("before", "after", "again");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "snapshot-2", "log-2", "elsewhere");
        }
    }

    @Test
    void after_the_end_nothing_is_accepted_any_more() {
        Store store = Store.open(folder);
        store.close();

        assertThatThrownBy(() -> store.put("services", "a", value(1))).hasMessageContaining("could not be written");
        assertThat(store.get("services", "a"))
                .as("what is not on the disk is not shown")
                .isEmpty();
    }

    @Test
    void a_text_of_a_document_is_read_without_the_rest() {
        Document document = Document.of(JsonNodeFactory.instance
                .objectNode()
                .put("name", "a \" name\n")
                .put("count", 3)
                .set("inner", JsonNodeFactory.instance.objectNode().put("createTime", "not this one")));

        assertThat(document.text("name")).isEqualTo("a \" name\n");
        assertThat(document.text("count")).as("no text").isEmpty();
        assertThat(document.text("createTime")).as("not of the object itself").isEmpty();
        assertThat(document.text("inner")).isEmpty();
    }

    @Test
    void a_second_cloud_on_the_same_folder_is_refused() {
        try (Store store = Store.open(folder)) {
            assertThat(store.damage()).isEmpty();
            assertThatThrownBy(() -> Store.open(folder)).hasMessageContaining("in use by another local cloud");
        }
    }

    private void append(byte[] bytes) throws IOException {
        Files.write(folder.resolve("log-0"), bytes, StandardOpenOption.APPEND);
    }

    private static ObjectNode value(int n) {
        return JsonNodeFactory.instance.objectNode().put("n", n);
    }
}
