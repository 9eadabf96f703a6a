package dev.greenlight.actions.remembering;

import dev.greenlight.checks.memory.FolderMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Where results are remembered between runs. */
interface MemoryPlace {
    /** What is kept there. */
    FolderMemory memory();

    /** Called at the end of a run in which a check ran. */
    void settle();

    /** The user's own folder for caches; empty when the environment names none. */
    static Optional<MemoryPlace> ofUser(Map<String, String> environment, Clock clock) {
        Optional<Path> caches = Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("HOME"))
                        .filter(folder -> folder.startsWith("/"))
                        .map(home -> Path.of(home, ".cache")));
        return caches.map(folder -> {
            FolderMemory memory = new FolderMemory(folder.resolve("greenlight/checks"), clock);
            return new MemoryPlace() {
                @Override
                public FolderMemory memory() {
                    return memory;
                }

                @Override
                public void settle() {
                    memory.forget();
                }
            };
        });
    }
}
