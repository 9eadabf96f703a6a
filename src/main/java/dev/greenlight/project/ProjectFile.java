package dev.greenlight.project;

import dev.greenlight.project.yaml.Faults;
import dev.greenlight.project.yaml.Faults.Place;
import dev.greenlight.project.yaml.YamlFile;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds and reads a repository's {@code greenlight.yml}; the one part of this room that touches files. */
public final class ProjectFile {
    private static final String EXAMPLE = "greenlight.yml";

    private ProjectFile() {}

    /**
     * Reads the file. Neither it nor a service's folder may lie outside of the workspace, even by a link; a folder that does not exist is
     * left for whoever needs it, since a rollback may have checked out this file alone.
     *
     * @param workspace the repository's root
     * @param file relative to it, or absolute
     * @throws InvalidInput with every fault
     */
    public static Project read(Path workspace, Path file) {
        YamlFile.Text text = YamlFile.read(workspace, file, EXAMPLE);
        try {
            ProjectParser.Reading reading = ProjectParser.read(text.text(), text.name());
            checkFolders(workspace, text.path(), reading, text.name());
            return reading.project();
        } catch (IOException e) {
            throw new InvalidInput(text.name(), e.toString(), "a readable file", EXAMPLE);
        }
    }

    private static void checkFolders(Path workspace, Path file, ProjectParser.Reading reading, String name)
            throws IOException {
        Faults faults = new Faults(name);
        Path root = workspace.toRealPath();
        for (Service service : reading.project().services().values()) {
            Path folder = file.resolveSibling(service.path()).normalize();
            Place place = reading.places().getOrDefault(service.name(), new Place("services." + service.name(), 1));
            if (Files.exists(folder) && !folder.toRealPath().startsWith(root)) {
                faults.note(place, service.path(), "a folder inside the workspace", service.name());
            } else if (Files.exists(folder) && !Files.isDirectory(folder)) {
                faults.note(place, service.path(), "a folder, not a file", service.name());
            }
        }
        faults.check();
    }
}
