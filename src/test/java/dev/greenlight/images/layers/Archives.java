package dev.greenlight.images.layers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Makes small archives as image layers and saved images have them. */
public final class Archives {
    private Archives() {}

    /** A layer with these files. */
    public static byte[] layer(Map<String, String> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entry(out, "app/", new byte[0], '5');
        new TreeMap<>(files).forEach((name, text) -> entry(out, name, text.getBytes(StandardCharsets.UTF_8), '0'));
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    /** A saved image with one layer; the index comes last, as the engine writes it. */
    public static byte[] image(byte[] layer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entry(out, "abc/layer.tar", layer, '0');
        String index = "[{\"Config\":\"c.json\",\"Layers\":[\"abc/layer.tar\"]}]";
        entry(out, "manifest.json", index.getBytes(StandardCharsets.UTF_8), '0');
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    static void entry(ByteArrayOutputStream out, String name, byte[] content, char type) {
        byte[] header = new byte[512];
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, 0, Math.min(100, bytes.length));
        byte[] size = "%011o".formatted(content.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        header[156] = (byte) type;
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 5);
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[(512 - content.length % 512) % 512]);
    }
}
