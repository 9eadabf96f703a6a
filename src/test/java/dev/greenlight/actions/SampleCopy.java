package dev.greenlight.actions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** The sample as git has it, to be changed. */
final class SampleCopy {
    private static final Path SAMPLE = Path.of("examples/dreamcatchr");
    /** What a run on the sample itself may have left. */
    private static final Set<String> LEFT_OUT =
            Set.of("node_modules", "test-logs", "greenlight-reports", "dist", "coverage", "reports", ".venv");

    private SampleCopy() {}

    /** @param folder exists and is empty */
    static void into(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(SAMPLE)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path relative = SAMPLE.relativize(path);
                if (Stream.of(relative.toString().split("/", -1)).noneMatch(LEFT_OUT::contains)) {
                    Path target = folder.resolve(relative.toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(path, target);
                }
            }
        }
    }
}
