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
 * Measures a whole run of {@code quality}, from the start of a tool that reports 100,000 findings to the last report file, in a process with
 * {@code -Xmx200m}: that it ends at all is the figure for the memory. Prints one line and ends with 1 when it took too long.
 */
final class QualityReportBench {
    private static final int FILES = 200;
    private static final int FINDINGS_IN_EACH = 500;
    private static final long LIMIT_MS = 5_000;
    private static final int ROUNDS = 5;

    private QualityReportBench() {}

    /** Without arguments: prepares, and runs itself with the tool on its path and so much memory; with the folder that was prepared: measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 1) {
            System.exit(measure(Path.of(arguments[0])));
        }
        Path top = Files.createTempDirectory("greenlight-bench-");
        int code;
        try {
            prepare(top);
            ProcessBuilder itself = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx200m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    QualityReportBench.class.getName(),
                    top.toString());
            // A program is looked for on the path of the process that starts it.
            itself.environment().put("PATH", top.resolve("bin") + ":/usr/bin:/bin");
            code = itself.inheritIO().start().waitFor();
        } finally {
            delete(top);
        }
        System.exit(code);
    }

    private static int measure(Path top) throws IOException {
        Path workspace = top.resolve("workspace");
        long[] took = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            took[round] = run(top, workspace);
        }
        long first = took[0];
        Arrays.sort(took);
        System.out.printf(
                "%d findings: %d ms at first, %d ms in the median of %d (limit %d ms); heap at most %d MB of %d MB; reports %d MB%n",
                FILES * FINDINGS_IN_EACH,
                first,
                took[ROUNDS / 2],
                ROUNDS,
                LIMIT_MS,
                peak() >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                size(workspace.resolve("greenlight-reports")) >> 20);
        return first <= LIMIT_MS ? 0 : 1;
    }

    private static void prepare(Path top) throws IOException {
        Path workspace = Files.createDirectory(top.resolve("workspace"));
        Files.writeString(workspace.resolve("greenlight.yml"), """
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8000, health: /health }
                """);
        Path report = top.resolve("report.txt");
        try (BufferedWriter all = Files.newBufferedWriter(report)) {
            for (int file = 0; file < FILES; file++) {
                String name = "app%d/module_%d.py".formatted(file % 40, file);
                StringBuilder text = new StringBuilder();
                for (int line = 1; line <= FINDINGS_IN_EACH; line++) {
                    text.append("value_%d_%d = compute(%d)  # a line like any other\n\n".formatted(file, line, line));
                    all.write("./%s:%d:1: E%d line too long or otherwise not as it should be (%d > 79 characters)\n"
                            .formatted(name, 2 * line - 1, 100 + line, 80 + line));
                }
                Path source = workspace.resolve("backend").resolve(name);
                Files.createDirectories(source.getParent());
                Files.writeString(source, text);
            }
        }
        Path tool = Files.createDirectory(top.resolve("bin")).resolve("flake8");
        Files.writeString(tool, "#!/bin/sh\ncat '" + report + "'\nexit 1\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static long run(Path top, Path workspace) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("PATH", top.resolve("bin") + ":/usr/bin:/bin", "HOME", top.toString());
        long start = System.nanoTime();
        int code = Program.of(environment, workspace, nowhere, false)
                .run(List.of("quality", "--checks", "flake8", "--memory", "false"));
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
