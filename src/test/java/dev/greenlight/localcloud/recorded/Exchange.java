package dev.greenlight.localcloud.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One request to Google's APIs and its answer, as recorded; what differs from run to run stands as <code>${…}</code>.
 *
 * @param target path and query
 * @param body empty when the request had none
 */
record Exchange(String method, String target, String body, int status, JsonNode answer) {
    private static final Pattern FIRST_LINE = Pattern.compile(
            "(GET|POST|PATCH|DELETE) https://(?:run|secretmanager|artifactregistry)\\.googleapis\\.com(/\\S+).*");
    private static final Pattern JOB = Pattern.compile("/jobs/(runjob[a-z-]*-\\$\\{uniqueId})");

    /** A file's exchanges with the three APIs, in order; those with others are left out. */
    static List<Exchange> read(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher job = JOB.matcher(text);
        text = text.replace("${jobID}", job.find() ? job.group(1) : "runjob-${uniqueId}");
        List<Exchange> exchanges = new ArrayList<>();
        for (String part : text.split("\n---\n", -1)) {
            List<String> lines = part.strip().lines().toList();
            Matcher first = FIRST_LINE.matcher(lines.isEmpty() ? "" : lines.getFirst());
            if (first.matches()) {
                exchanges.add(exchange(first.group(1), first.group(2), lines));
            }
        }
        return exchanges;
    }

    private static Exchange exchange(String method, String target, List<String> lines) throws IOException {
        int answer = 1;
        while (!lines.get(answer).matches("[0-9]{3} .*")) {
            answer++;
        }
        return new Exchange(
                method,
                target,
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

    @Override
    public String toString() {
        return method + " " + target;
    }
}
