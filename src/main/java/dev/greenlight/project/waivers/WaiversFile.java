package dev.greenlight.project.waivers;

import dev.greenlight.project.yaml.YamlFile;
import dev.greenlight.report.waivers.Waiver;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Finds and reads a repository's waivers. */
public final class WaiversFile {
    /** Where they are when nothing else is said. */
    public static final String NAME = "greenlight-waivers.yml";

    private WaiversFile() {}

    /**
     * Reads the file; a repository without one, when nothing else is said of it, has no waivers.
     *
     * @param workspace the repository's root
     * @param file absolute, in the workspace
     * @throws dev.greenlight.report.InvalidInput with every fault
     */
    public static List<Waiver> read(Path workspace, Path file) {
        if (file.equals(workspace.resolve(NAME)) && !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        YamlFile.Text text = YamlFile.read(workspace, file, NAME);
        return WaiversParser.parse(text.text(), text.name());
    }
}
