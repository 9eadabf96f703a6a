package dev.greenlight.project;

import dev.greenlight.project.yaml.Faults;
import dev.greenlight.project.yaml.Faults.Place;
import dev.greenlight.project.yaml.Fields;
import dev.greenlight.project.yaml.YamlText;
import dev.greenlight.report.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads {@code greenlight.yml}: text to {@link Project}, or every fault with its line.
 *
 * @see <a href="https://yaml.org/spec/1.1/">YAML 1.1, which the parser underneath reads</a>
 */
public final class ProjectParser {
    private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");
    private static final String A_NAME = "a name of lower-case letters, digits and hyphens, at most 40";
    static final Pattern PATH = Pattern.compile("(?!/)(?!(.*/)?\\.\\.(/|$))[^\\\\\\x00-\\x1f]+");
    private static final Pattern ADDRESS = Pattern.compile("/\\S*");

    private final Faults faults;

    private ProjectParser(Faults faults) {
        this.faults = faults;
    }

    /**
     * Parses.
     *
     * @param file the file's name, for the faults
     * @throws InvalidInput with every fault
     */
    public static Project parse(String text, String file) {
        return read(text, file).project();
    }

    /**
     * A project with what its reader needs to blame the file.
     *
     * @param places where each service's folder is named
     */
    record Reading(Project project, Map<String, Place> places) {}

    static Reading read(String text, String file) {
        Faults faults = new Faults(file);
        ProjectParser parser = new ProjectParser(faults);
        Optional<Reading> reading = YamlText.root(text, "a project's description", faults)
                .flatMap(root -> parser.project(Fields.of(root, new Place("", 1), faults)));
        faults.check();
        return reading.orElseThrow();
    }

    private Optional<Reading> project(Fields root) {
        if (!root.has("version")) {
            faults.note(root.at("version"), "", "the version of this file's form", "1");
        }
        root.number("version", 1, 1, 1);
        Map<String, Place> places = new LinkedHashMap<>();
        Map<String, Service> services = new LinkedHashMap<>();
        Fields named = root.object("services").orElse(null);
        if (named == null || named.keys().isEmpty()) {
            faults.note(root.at("services"), "", "at least one service", "services: {backend: {kind: django, …}}");
        } else {
            named.objects(NAME, A_NAME, "backend").forEach((name, fields) -> {
                services.put(name, service(name, fields));
                places.put(name, fields.at("path"));
            });
        }
        ReleasePolicy release = root.object("release")
                .map(fields -> new ReleaseReader(faults).read(fields, ReleasePolicy.DEFAULT))
                .orElse(ReleasePolicy.DEFAULT);
        EnvironmentReader reader = new EnvironmentReader(faults, services.keySet(), release);
        Map<String, Environment> environments = new LinkedHashMap<>();
        root.object("environments")
                .ifPresent(all -> all.objects(NAME, A_NAME, "production")
                        .forEach((name, fields) -> environments.put(name, reader.read(name, fields))));
        Advisories advisories = root.object("advisories")
                .map(fields -> new AdvisoriesReader(faults).read(fields))
                .orElse(Advisories.PUBLIC);
        root.end();
        return services.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reading(new Project(services, environments, release, advisories), places));
    }

    private Service service(String name, Fields fields) {
        Service.Kind kind = fields.text("kind", Pattern.compile("django|react"), "django or react", "django")
                        .equals("react")
                ? Service.Kind.REACT
                : Service.Kind.DJANGO;
        String path = fields.text("path", PATH, "a folder below greenlight.yml, with forward slashes", "backend");
        if (!fields.has("port")) {
            faults.note(fields.at("port"), "", "a value: the port that the container listens on", "8000");
        }
        int port = fields.number("port", 1, 65535, 8000);
        String health = fields.text("health", ADDRESS, "a path that starts with /", "/api/health");
        HealthAnswer answer = fields.object("health-answer")
                .map(below -> new HealthAnswerReader(faults).read(below))
                .orElse(HealthAnswer.OK);
        var version = fields.optionalText("version", ADDRESS, "a path that starts with /", "/api/version");
        List<String> migrate =
                fields.items("migrate", Tag.STR, Pattern.compile("(?s).+"), "a word of a command", "python");
        fields.end();
        return new Service(name, kind, path, port, health, version, migrate, answer);
    }
}
