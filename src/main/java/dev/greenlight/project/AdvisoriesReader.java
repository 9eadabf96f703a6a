package dev.greenlight.project;

import dev.greenlight.project.yaml.Faults;
import dev.greenlight.project.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code advisories}. */
final class AdvisoriesReader {
    private static final String HOST = "(\\[[0-9A-Fa-f:.]+\\]|[^\\s/?#@:\\[\\]]+)";
    private static final String PORT =
            "(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?";
    private static final Pattern ADDRESS = Pattern.compile("https?://" + HOST + PORT + "(/[^\\s?#]*)?");
    private static final List<String> MIRRORS = List.of("osv", "osv-database", "npm", "index");

    private final Faults faults;

    AdvisoriesReader(Faults faults) {
        this.faults = faults;
    }

    Advisories read(Fields fields) {
        Optional<String> osv = mirror(fields, "osv");
        Optional<String> database = mirror(fields, "osv-database");
        Optional<String> npm = mirror(fields, "npm");
        Optional<String> index = mirror(fields, "index");
        Optional<String> offline = folder(fields, "offline");
        Optional<String> safety = folder(fields, "safety-db");
        Duration age = fields.durationOrNone("maximum-age", Advisories.USUAL_AGE);
        fields.end();
        if (offline.isPresent()) {
            refuseMirrors(fields);
            return new Advisories(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), offline, safety, age);
        }
        return new Advisories(osv, database, npm, index, offline, safety, age);
    }

    private static Optional<String> mirror(Fields fields, String key) {
        return fields.optionalText(
                        key,
                        ADDRESS,
                        "a web address without a user's name or a query, and with a port from 1 to 65535 or none",
                        "https://mirror.example/" + key)
                .map(address -> address.replaceAll("/+$", ""));
    }

    private static Optional<String> folder(Fields fields, String key) {
        return fields.optionalText(
                key, ProjectParser.PATH, "a folder below greenlight.yml, with forward slashes", "advisories");
    }

    /** Who names both would never know which of them had been read. */
    private void refuseMirrors(Fields fields) {
        for (String key : MIRRORS) {
            if (fields.has(key)) {
                faults.note(
                        fields.at(key),
                        key,
                        "no mirror beside offline, since offline asks nobody",
                        "offline: advisories");
            }
        }
    }
}
