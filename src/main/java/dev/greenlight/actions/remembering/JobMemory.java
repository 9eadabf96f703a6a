package dev.greenlight.actions.remembering;

import dev.greenlight.checks.memory.FolderMemory;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Progress;
import dev.greenlight.runner.artifacts.Archive;
import dev.greenlight.runner.caches.CacheKey;
import dev.greenlight.runner.caches.Caches;
import dev.greenlight.runner.caches.Kept;
import dev.greenlight.runner.results.Patience;
import dev.greenlight.runner.results.ResultsAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job's memory: fetched from the caches of its branch or of the branches that it came from, kept in an entry of its own. */
final class JobMemory implements MemoryPlace {
    private static final String BEGINNING = "greenlight-checks-";
    /** What kind of bytes an entry has; raised when older ones are of no use any more. */
    private static final String VERSION = "2604aa933d0204a5b61087fe795603bc86456f9fb88dd016d59b8599a53153b5";

    private static final int LONGEST_NAME = 80;

    private final Caches caches;
    private final Map<String, String> environment;
    private final Path folder;
    private final FolderMemory memory;
    private final Clock clock;
    private final Progress progress;

    private JobMemory(Caches caches, Map<String, String> environment, Path folder, Clock clock, Progress progress) {
        this.caches = caches;
        this.environment = environment;
        this.folder = folder;
        this.memory = new FolderMemory(folder, clock);
        this.clock = clock;
        this.progress = progress;
    }

    /** Fetches what there is. A later step of the same job finds what an earlier one left. */
    static MemoryPlace open(ResultsAccess access, Map<String, String> environment, Clock clock, Progress progress) {
        Path temporary = Path.of(environment.getOrDefault("RUNNER_TEMP", System.getProperty("java.io.tmpdir")));
        JobMemory place = new JobMemory(
                new Caches(access, Patience.SHORT, VERSION),
                environment,
                temporary.resolve("greenlight-memory"),
                clock,
                progress);
        if (!Files.isDirectory(place.folder)) {
            place.fetch();
        }
        return place;
    }

    @Override
    public FolderMemory memory() {
        return memory;
    }

    private void fetch() {
        try {
            Path archive = Files.createTempFile("greenlight-memory-", ".zip");
            try {
                Optional<CacheKey> found =
                        caches.fetch(new CacheKey(branch()), List.of(new CacheKey(BEGINNING)), archive);
                if (found.isPresent()) {
                    Archive.unpack("read the remembered results", archive, folder);
                    progress.say("Remembered results: " + found.get());
                }
            } finally {
                Files.deleteIfExists(archive);
            }
        } catch (IOException | ExternalFailure e) {
            progress.warn("Nothing is remembered from earlier runs: " + e.getMessage());
        }
    }

    @Override
    public void settle() {
        memory.forgetUnused();
        String run = "%s-%s-%d"
                .formatted(
                        environment.getOrDefault("GITHUB_RUN_ID", "0"),
                        environment.getOrDefault("GITHUB_RUN_ATTEMPT", "1"),
                        clock.millis());
        try {
            Archive archive = Archive.of(folder);
            if (archive.isEmpty()) {
                return;
            }
            switch (caches.keep(new CacheKey(branch() + run), archive::pack)) {
                case Kept.Now now -> progress.say("Remembered for the next run: " + now.size() + " bytes");
                case Kept.Already _ -> {}
                case Kept.Refused refused -> progress.say("Nothing is remembered for the next run: " + refused.why());
            }
        } catch (IOException | ExternalFailure e) {
            progress.warn("Nothing is remembered for the next run: " + e.getMessage());
        }
    }

    /** How the keys of this branch begin. */
    private String branch() {
        String name = environment.getOrDefault("GITHUB_REF", "none").replaceAll("[^A-Za-z0-9._/-]", "_");
        return BEGINNING + name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "-";
    }
}
