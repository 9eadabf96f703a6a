package dev.greenlight.checks.advisories;

import dev.greenlight.checks.scratch.ScratchCopy;
import dev.greenlight.process.Deadline;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings what is known of vulnerabilities to where tools look it up on disk, and tells how far it can be trusted. */
public final class AdvisoryDatabase {
    private static final String OSV = "osv-scanner";
    private static final String SAFETY = "safety";

    private final Advisories advisories;
    private final Path project;
    private final Clock clock;
    private final Progress progress;

    /** @param project the folder of {@code greenlight.yml} */
    public AdvisoryDatabase(Advisories advisories, Path project, Clock clock, Progress progress) {
        this.advisories = advisories;
        this.project = project;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Brings it. What is not there is left to the tools, which then say that they have no database.
     *
     * @param target the folder that the tools look in; made when there is something to bring
     * @param tools which of them are going to look anything up
     * @param ecosystems in OSV's words, what they are going to look up
     * @param deadline for all of it
     * @return what is to be doubted of a tool's findings, by the tool's name
     */
    public Map<String, String> bring(Path target, Set<String> tools, Set<String> ecosystems, Deadline deadline)
            throws IOException {
        Map<String, String> doubts = new LinkedHashMap<>();
        if (tools.contains(OSV)
                && (advisories.offline().isPresent() || advisories.osvDatabase().isPresent())) {
            osv(target.resolve(OSV), ecosystems, deadline).ifPresent(doubt -> doubts.put(OSV, doubt));
        }
        if (tools.contains(SAFETY) && advisories.safetyDb().isPresent()) {
            safety(project.resolve(advisories.safetyDb().get())).ifPresent(doubt -> doubts.put(SAFETY, doubt));
        }
        return doubts;
    }

    private Optional<String> osv(Path target, Set<String> ecosystems, Deadline deadline) throws IOException {
        Map<String, Instant> newest = new LinkedHashMap<>();
        for (String ecosystem : ecosystems) {
            Path archive = target.resolve(ecosystem).resolve("all.zip");
            Files.createDirectories(archive.getParent());
            Optional<String> refused = fetch(ecosystem, archive, deadline);
            if (refused.isPresent()) {
                return refused;
            }
            if (Files.exists(archive)) {
                OsvArchive.Content content = OsvArchive.read(archive);
                if (content.newest().isEmpty()) {
                    return Optional.of("the advisories for " + ecosystem + " hold no record with a date");
                }
                progress.say("Advisories for %s: %d, the newest of %s"
                        .formatted(
                                ecosystem, content.records(), content.newest().get()));
                newest.put(ecosystem, content.newest().get());
            }
        }
        return AgeGate.doubt(newest, advisories.maximumAge(), clock.instant());
    }

    private Optional<String> fetch(String ecosystem, Path archive, Deadline deadline) throws IOException {
        if (advisories.osvDatabase().isPresent()) {
            return HttpDatabase.download(
                    advisories.osvDatabase().get() + "/" + ecosystem + "/all.zip", archive, deadline.left());
        }
        Path folder = project.resolve(advisories.offline().orElseThrow()).resolve(ecosystem);
        if (!Files.isDirectory(folder) || !ScratchCopy.takes(project, folder.toRealPath())) {
            return Optional.empty();
        }
        List<String> links = OsvArchive.make(folder, archive);
        return links.isEmpty()
                ? Optional.empty()
                : Optional.of("%d of the files with advisories for %s are links, which are not followed, such as %s"
                        .formatted(links.size(), ecosystem, links.getFirst()));
    }

    private Optional<String> safety(Path folder) throws IOException {
        Optional<Instant> made = SafetyDatabase.made(folder);
        return made.isEmpty()
                ? Optional.of("safety's database has no date")
                : AgeGate.doubt(Map.of(SAFETY, made.get()), advisories.maximumAge(), clock.instant());
    }
}
