package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Exchanges with Google's API as they were recorded, ids and times normalised. */
final class Recording {
    private static final String HOST = "https://run.googleapis.com";

    /** @param body empty when the request had none */
    record Exchange(String method, String path, String body, int status, JsonNode answer) {}

    private Recording() {}

    /** The exchanges with Cloud Run in a file, in order; those with other APIs are left out. */
    static List<Exchange> read(Path file) throws IOException {
        String text = Files.readString(file)
                .replace("${projectId}", "demo")
                .replace("${projectNumber}", "123456789")
                .replace("${uniqueId}", "abc123");
        List<Exchange> exchanges = new ArrayList<>();
        for (String exchange : text.split("\n---\n", -1)) {
            List<String> lines = exchange.strip().lines().toList();
            String[] first = lines.getFirst().split(" ", -1);
            if (first[1].startsWith(HOST)) {
                exchanges.add(exchange(first[0], first[1].substring(HOST.length()), lines));
            }
        }
        return exchanges;
    }

    private static Exchange exchange(String method, String path, List<String> lines) throws IOException {
        int answer = 1;
        while (!lines.get(answer).matches("[0-9]{3} .*")) {
            answer++;
        }
        return new Exchange(
                method,
                path,
                body(lines.subList(0, answer)),
                Integer.parseInt(lines.get(answer).substring(0, 3)),
                Json.MAPPER.readTree(body(lines.subList(answer, lines.size()))));
    }

    /** What follows the headers' empty line. */
    private static String body(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
