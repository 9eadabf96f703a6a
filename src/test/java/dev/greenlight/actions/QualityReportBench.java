package dev.greenlight.actions;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures a whole run of {@code quality}, from the start of a tool that reports 100,000 findings to the last report file: flake8, whose report is
 * lines, and ESLint, whose report is one JSON value. Each in a process with {@code -Xmx200m} and otherwise the image's options, but without its cache of classes: that it ends at all is the figure for the memory.
 * Prints a line for each and ends with 1 when one took too long.
 */
final class QualityReportBench {
    private static final int FILES = 200;
    private static final int FINDINGS_IN_EACH = 500;
    private static final long LIMIT_MS = 5_000;
    private static final int ROUNDS = 5;

    private QualityReportBench() {}

    /** Without arguments: prepares, and runs itself with the tool on its path and so much memory; with the folder that was prepared: measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2) {
            System.exit(measure(Path.of(arguments[0]), arguments[1]));
        }
        int worst = 0;
        for (String tool : List.of("flake8", "eslint")) {
            worst = Math.max(worst, inProcess(tool));
        }
        System.exit(worst);
    }

    private static int inProcess(String tool) throws IOException, InterruptedException {
        Path top = Files.createTempDirectory("greenlight-bench-");
        try {
            prepare(top, tool);
            ProcessBuilder itself = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx200m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    QualityReportBench.class.getName(),
                    top.toString(),
                    tool);
            // A program is looked for on the path of the process that starts it.
            itself.environment().put("PATH", top.resolve("bin") + ":/usr/bin:/bin");
            return itself.inheritIO().start().waitFor();
        } finally {
            delete(top);
        }
    }

    private static int measure(Path top, String tool) throws IOException {
        Path workspace = top.resolve("workspace");
        long[] took = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            took[round] = run(top, workspace, tool);
        }
        long first = took[0];
        Arrays.sort(took);
        System.out.printf(
                "%d findings of %s: %d ms at first, %d ms in the median of %d (limit %d ms); heap at most %d MB of %d MB; reports %d MB%n",
                FILES * FINDINGS_IN_EACH,
                tool,
                first,
                took[ROUNDS / 2],
                ROUNDS,
                LIMIT_MS,
                peak() >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                size(workspace.resolve("greenlight-reports")) >> 20);
        return first <= LIMIT_MS ? 0 : 1;
    }

    private static void prepare(Path top, String tool) throws IOException {
        boolean python = tool.equals("flake8");
        Path workspace = Files.createDirectory(top.resolve("workspace"));
        Files.writeString(workspace.resolve("greenlight.yml"), """
                version: 1
                services:
                  service: { kind: %s, path: service, port: 8000, health: /health }
                """.formatted(python ? "django" : "react"));
        Path report = top.resolve("report.txt");
        try (BufferedWriter all = Files.newBufferedWriter(report)) {
            for (int file = 0; file < FILES; file++) {
                String name = "app%d/module_%d.%s".formatted(file % 40, file, python ? "py" : "ts");
                StringBuilder text = new StringBuilder();
                for (int line = 1; line <= FINDINGS_IN_EACH; line++) {
                    text.append("value_%d_%d = compute(%d)  # a line like any other\n\n".formatted(file, line, line));
                }
                all.write(python ? lines(name) : value(name, file));
                Path source = workspace.resolve("service").resolve(name);
                Files.createDirectories(source.getParent());
                Files.writeString(source, text);
            }
        }
        Path bin = python ? top.resolve("bin") : packages(workspace.resolve("service"));
        Path program = Files.createDirectories(bin).resolve(tool);
        Files.writeString(program, "#!/bin/sh\ncat '" + report + "'\nexit 1\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** As flake8 prints them. */
    private static String lines(String name) {
        StringBuilder lines = new StringBuilder();
        for (int line = 1; line <= FINDINGS_IN_EACH; line++) {
            lines.append("./%s:%d:1: E%d line too long or otherwise not as it should be (%d > 79 characters)\n"
                    .formatted(name, 2 * line - 1, 100 + line, 80 + line));
        }
        return lines.toString();
    }

    /** As ESLint prints them: a member of one array. */
    private static String value(String name, int file) {
        StringBuilder messages = new StringBuilder();
        for (int line = 1; line <= FINDINGS_IN_EACH; line++) {
            messages.append(line == 1 ? "" : ",")
                    .append(
                            ("{\"ruleId\":\"team/rule-%d\",\"severity\":2,\"message\":\"line too long or otherwise not as it should be (%d)\","
                                            + "\"line\":%d,\"column\":1,\"nodeType\":\"Program\",\"messageId\":\"long\",\"endLine\":%d,\"endColumn\":9}")
                                    .formatted(line, line, 2 * line - 1, 2 * line - 1));
        }
        return "%s{\"filePath\":\"%s\",\"messages\":[%s],\"suppressedMessages\":[],\"errorCount\":%d}%s"
                .formatted(file == 0 ? "[" : ",", name, messages, FINDINGS_IN_EACH, file == FILES - 1 ? "]\n" : "");
    }

    /** A service whose packages are installed. @return where their programs are */
    private static Path packages(Path service) throws IOException {
        String lock = "{\"packages\":{\"node_modules/eslint\":{\"version\":\"10.0.0\"}}}";
        Files.createDirectories(service.resolve("node_modules"));
        Files.writeString(service.resolve("package.json"), "{\"devDependencies\":{\"eslint\":\"10.0.0\"}}");
        Files.writeString(service.resolve("eslint.config.js"), "export default [];\n");
        Files.writeString(service.resolve("package-lock.json"), lock);
        Files.writeString(service.resolve("node_modules/.package-lock.json"), lock);
        return service.resolve("node_modules/.bin");
    }

    private static long run(Path top, Path workspace, String tool) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("PATH", top.resolve("bin") + ":/usr/bin:/bin", "HOME", top.toString());
        long start = System.nanoTime();
        int code = Program.of(environment, workspace, nowhere, false)
                .run(List.of("quality", "--checks", tool, "--memory", "false"));
        long took = (System.nanoTime() - start) / 1_000_000;
        String title = new JsonMapper()
                .readTree(workspace.resolve("greenlight-reports/quality.json").toFile())
                .path("title")
                .asText();
        if (code != Program.FAILED || !title.contains(FILES * FINDINGS_IN_EACH + " findings")) {
            throw new IllegalStateException("the run ended with " + code + ": " + title);
        }
        return took;
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
