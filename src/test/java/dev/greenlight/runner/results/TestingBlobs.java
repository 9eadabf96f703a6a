package dev.greenlight.runner.results;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Block blobs as Azure's storage keeps them, behind signed addresses; enough for the clients that GitHub's packages use. */
public final class TestingBlobs {
    private static final Pattern LISTED = Pattern.compile("<(?:Latest|Uncommitted)>([^<]+)</");
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]*)");

    private final Map<String, byte[]> committed = new HashMap<>();
    private final Map<String, Map<String, byte[]>> staged = new HashMap<>();
    private final List<Integer> troubles = new ArrayList<>();
    private int cutShort;
    private int blocks;

    /** The next requests are answered with these statuses, one each, and do nothing. */
    public synchronized void stumble(Integer... statuses) {
        troubles.addAll(List.of(statuses));
    }

    /** The next downloads end in their middle. */
    public synchronized void cutShort(int times) {
        cutShort = times;
    }

    /** Puts other bytes into a blob's place, as no client can. */
    public synchronized void corrupt(byte[] bytes) {
        committed.replaceAll((name, before) -> bytes.clone());
    }

    /** How many blocks were ever taken. */
    public synchronized int blocks() {
        return blocks;
    }

    synchronized byte[] bytes(String blob) {
        return committed.getOrDefault(blob, new byte[0]);
    }

    String sha256(String blob) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(blob)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String signature(String blob, String right) {
        return "s%08x".formatted((blob + right).hashCode());
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String blob = path.substring(path.lastIndexOf('/') + 1);
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            String right = query.getOrDefault("sp", "");
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean writes = exchange.getRequestMethod().equals("PUT");
            Optional<Integer> trouble = trouble();
            if (trouble.isPresent()) {
                end(exchange, trouble.get());
            } else if (!signature(blob, right).equals(query.get("sig")) || writes != right.equals("w")) {
                end(exchange, 403);
            } else if (exchange.getRequestHeaders().containsKey("Authorization")) {
                // A token that is shown to the storage has gone too far.
                end(exchange, 400);
            } else if (writes) {
                end(exchange, put(blob, query, body));
            } else {
                get(exchange, blob);
            }
        }
    }

    private synchronized Optional<Integer> trouble() {
        return troubles.isEmpty() ? Optional.empty() : Optional.of(troubles.removeFirst());
    }

    private synchronized int put(String blob, Map<String, String> query, byte[] body) {
        Map<String, byte[]> waiting = staged.computeIfAbsent(blob, name -> new LinkedHashMap<>());
        switch (query.getOrDefault("comp", "")) {
            case "block" -> {
                blocks++;
                waiting.put(query.getOrDefault("blockid", ""), body);
            }
            case "blocklist" -> {
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                Matcher listed = LISTED.matcher(new String(body, StandardCharsets.UTF_8));
                while (listed.find()) {
                    byte[] block = waiting.get(listed.group(1));
                    if (block == null) {
                        return 400;
                    }
                    whole.writeBytes(block);
                }
                committed.put(blob, whole.toByteArray());
                staged.remove(blob);
            }
            default -> committed.put(blob, body);
        }
        return 201;
    }

    private void get(HttpExchange exchange, String blob) throws IOException {
        byte[] all = bytes(blob);
        Headers asked = exchange.getRequestHeaders();
        Matcher range = RANGE.matcher(
                Optional.ofNullable(asked.getFirst("x-ms-range")).orElse(String.valueOf(asked.getFirst("Range"))));
        boolean part = range.matches() && all.length > 0;
        int from = part ? Integer.parseInt(range.group(1)) : 0;
        int to = part && !range.group(2).isEmpty()
                ? Math.min(all.length, Integer.parseInt(range.group(2)) + 1)
                : all.length;
        byte[] body = Arrays.copyOfRange(all, from, to);
        Headers headers = exchange.getResponseHeaders();
        headers.add("Content-Type", "application/zip");
        headers.add("ETag", "\"1\"");
        headers.add("x-ms-blob-type", "BlockBlob");
        if (part) {
            headers.add("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + all.length);
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.add("Content-Length", String.valueOf(all.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(part ? 206 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, length(body));
        // What is not sent yet would be lost when the connection breaks, and a client may take that for one that was
        // never any good.
        exchange.getResponseBody().flush();
    }

    private synchronized int length(byte[] body) {
        if (cutShort > 0) {
            cutShort--;
            return body.length / 2;
        }
        return body.length;
    }

    private static void end(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> values = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            values.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }
}
