package dev.greenlight.images.layers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.images.layers.TarReader.Entry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * An image as {@code docker save} writes it: an archive of layers, each an archive of files.
 *
 * @see <a href="https://github.com/moby/docker-image-spec/blob/main/v1.2.md#combined-image-json--filesystem-changeset-format">the format</a>
 */
public final class SavedImage {
    private static final int BUFFER = 1 << 20;
    private static final int LARGEST_INDEX = 16 << 20;

    private SavedImage() {}

    /**
     * Visits every regular file of every layer, also those that a later layer hides.
     *
     * @throws IOException when the archive cannot be read whole: a layer that was not seen is not a layer without secrets
     */
    public static void visit(Path archive, Consumer<LayerFile> files) throws IOException {
        Set<String> layers = layers(archive);
        Set<String> seen = new HashSet<>();
        try (InputStream stream = open(archive)) {
            TarReader reader = new TarReader(stream);
            for (Optional<Entry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                String name = plain(entry.get().name());
                if (layers.contains(name) && entry.get().file()) {
                    visitLayer(unpacked(reader.content()), files);
                    seen.add(name);
                } else if (layers.contains(name)) {
                    // A link to a layer that this archive has elsewhere, under its own name.
                    seen.add(name);
                }
            }
        }
        if (layers.isEmpty() || !seen.containsAll(layers)) {
            throw new IOException("the saved image lacks layers that it names");
        }
    }

    private static Set<String> layers(Path archive) throws IOException {
        try (InputStream stream = open(archive)) {
            TarReader reader = new TarReader(stream);
            for (Optional<Entry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                if (entry.get().name().equals("manifest.json")) {
                    Set<String> names = new HashSet<>();
                    JsonNode images = new JsonMapper().readTree(reader.content(LARGEST_INDEX));
                    images.forEach(image -> image.path("Layers").forEach(layer -> names.add(plain(layer.asText()))));
                    return names;
                }
            }
        }
        throw new IOException("the saved image has no manifest.json");
    }

    private static void visitLayer(InputStream layer, Consumer<LayerFile> files) throws IOException {
        TarReader reader = new TarReader(layer);
        for (Optional<Entry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            if (entry.get().file()) {
                String path = plain(entry.get().name());
                byte[] start = LayerGate.wantsContent(path) ? reader.content(LayerGate.MOST_CONTENT) : new byte[0];
                files.accept(new LayerFile(path, entry.get().size(), new String(start, StandardCharsets.ISO_8859_1)));
            }
        }
    }

    private static InputStream open(Path archive) throws IOException {
        return new BufferedInputStream(Files.newInputStream(archive), BUFFER);
    }

    /** Some engines keep layers compressed. */
    private static InputStream unpacked(InputStream layer) throws IOException {
        BufferedInputStream stream = new BufferedInputStream(layer, BUFFER);
        stream.mark(4);
        byte[] magic = stream.readNBytes(4);
        stream.reset();
        if (magic.length == 4 && magic[0] == (byte) 0x28 && magic[1] == (byte) 0xb5 && magic[2] == 0x2f) {
            throw new IOException("a layer is compressed with zstd, which is not read here");
        }
        return magic.length >= 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b
                ? new BufferedInputStream(new GZIPInputStream(stream, BUFFER), BUFFER)
                : stream;
    }

    private static String plain(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }
}
