package dev.greenlight.images.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedImageTest {
    @TempDir
    Path folder;

    private List<LayerFile> visit(byte[] archive) throws IOException {
        List<LayerFile> files = new ArrayList<>();
        SavedImage.visit(Files.write(folder.resolve("image.tar"), archive), files::add);
        return files;
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void every_file_of_a_layer_is_visited_with_the_content_that_is_looked_at() throws IOException {
        byte[] layer = Archives.layer(Map.of("app/x.pem", "KEY", "app/träume.py", "x".repeat(2000)));
        assertThat(visit(Archives.image(layer)))
                .containsExactlyInAnyOrder(
                        new LayerFile("app/x.pem", 3, "KEY"), new LayerFile("app/träume.py", 2000, ""));
    }

    @Test
    void a_compressed_layer_is_read_too() throws IOException {
        assertThat(visit(Archives.image(compressed(Archives.layer(Map.of("a", "b"))))))
                .containsExactly(new LayerFile("a", 1, ""));
    }

    @Test
    void long_names_are_read_in_both_forms() throws IOException {
        String name = "app/" + "very/".repeat(40) + "long.py";
        ByteArrayOutputStream layer = new ByteArrayOutputStream();
        Archives.entry(layer, "././@LongLink", (name + "\0").getBytes(StandardCharsets.UTF_8), 'L');
        Archives.entry(layer, name, new byte[3], '0');
        String record = " path=" + name + "\n";
        int length = record.length() + 3;
        Archives.entry(layer, "x", ("20 mtime=1700000000\n" + length + record).getBytes(StandardCharsets.UTF_8), 'x');
        Archives.entry(layer, "cut", new byte[600], '0');
        layer.writeBytes(new byte[1024]);
        assertThat(visit(Archives.image(layer.toByteArray())))
                .containsExactly(new LayerFile(name, 3, ""), new LayerFile(name, 600, ""));
    }

    @Test
    void what_cannot_be_read_whole_is_refused() throws IOException {
        byte[] whole = Archives.image(Archives.layer(Map.of("a", "b")));
        assertThatThrownBy(() -> visit(java.util.Arrays.copyOf(whole, 800))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> visit(new byte[1024])).hasMessageContaining("no manifest.json");
        ByteArrayOutputStream lacking = new ByteArrayOutputStream();
        Archives.entry(lacking, "manifest.json", "[{\"Layers\":[\"gone\"]}]".getBytes(StandardCharsets.UTF_8), '0');
        lacking.writeBytes(new byte[1024]);
        assertThatThrownBy(() -> visit(lacking.toByteArray())).hasMessageContaining("lacks layers");
        byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0};
        assertThatThrownBy(() -> visit(Archives.image(zstd))).hasMessageContaining("zstd");
    }
}
