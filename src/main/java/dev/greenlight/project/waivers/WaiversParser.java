package dev.greenlight.project.waivers;

import dev.greenlight.project.yaml.Faults;
import dev.greenlight.project.yaml.Faults.Place;
import dev.greenlight.project.yaml.Fields;
import dev.greenlight.project.yaml.YamlText;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.waivers.Glob;
import dev.greenlight.report.waivers.Waiver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code greenlight-waivers.yml}: text to {@link Waiver}s, or every fault with its line. */
public final class WaiversParser {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9@][A-Za-z0-9@/._:-]{0,199}");
    private static final Pattern GLOB = Pattern.compile("(?!/)(?!(.*/)?\\.\\.(/|$))[^\\\\\\x00-\\x1f\\x7f]{1,500}");
    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z0-9@][A-Za-z0-9@/._-]{0,213}");
    private static final Pattern TOOL = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern OWNER = Pattern.compile("(?=.*\\S)[^\\x00-\\x1f\\x7f]{1,100}");
    private static final Pattern REASON = Pattern.compile("(?s)(?=.*\\S)[^\\x00-\\x08\\x0b-\\x1f\\x7f]{1,1000}");
    private static final LocalDate A_DAY = LocalDate.of(2027, 1, 31);

    private final Faults faults;
    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();

    private WaiversParser(Faults faults, String file) {
        this.faults = faults;
        this.file = file;
    }

    /**
     * Parses.
     *
     * @param file the file's name, for the faults and for the waivers' places
     * @return in the file's order
     * @throws InvalidInput with every fault
     */
    public static List<Waiver> parse(String text, String file) {
        Faults faults = new Faults(file);
        List<Waiver> waivers = YamlText.root(text, "waivers", faults)
                .map(root -> new WaiversParser(faults, file).all(Fields.of(root, new Place("", 1), faults)))
                .orElse(List.of());
        faults.check();
        return waivers;
    }

    private List<Waiver> all(Fields root) {
        if (!root.has("version")) {
            faults.note(root.at("version"), "", "the version of this file's form", "1");
        }
        root.number("version", 1, 1, 1);
        if (!root.has("waivers")) {
            faults.note(root.at("waivers"), "", "a list of waivers, which may be empty", "[]");
        }
        List<Waiver> waivers = new ArrayList<>();
        root.list("waivers").forEach(fields -> waivers.add(one(fields)));
        root.end();
        return List.copyOf(waivers);
    }

    private Waiver one(Fields fields) {
        Waiver waiver = new Waiver(
                what(fields),
                scope(fields),
                fields.optionalText("tool", TOOL, "a tool's name", "flake8"),
                fields.text(
                        "owner", OWNER, "who answers for it, one line; in quotes when it starts with @", "\"@team\""),
                fields.text("reason", REASON, "why it may be so, at most 1,000 characters", "a generated file"),
                fields.date("expires", A_DAY),
                file + ":" + fields.place().line());
        fields.end();
        Integer before = lines.putIfAbsent(waiver.subject(), fields.place().line());
        if (before != null) {
            String accepted = "each waiver once; the same is already in line " + before;
            faults.note(fields.place(), waiver.subject(), accepted, "one entry with the later day");
        }
        return waiver;
    }

    private Waiver.What what(Fields fields) {
        Optional<String> rule = fields.optionalText("rule", ID, "a rule's id; a number needs quotes", "F401");
        Optional<String> advisory =
                fields.optionalText("advisory", ID, "an advisory's id; a number needs quotes", "CVE-2024-1234");
        exactlyOne(fields, "rule", "advisory", "rule: F401");
        return advisory.<Waiver.What>map(Waiver.What.OfAdvisory::new)
                .orElseGet(() -> new Waiver.What.Rule(rule.orElse("F401")));
    }

    private Waiver.Scope scope(Fields fields) {
        Optional<String> path = fields.optionalText(
                "path",
                GLOB,
                "a path below the workspace with / between names, where * and ** are wildcards",
                "web/**");
        Optional<String> name = fields.optionalText("package", PACKAGE, "a package's name", "django");
        exactlyOne(fields, "path", "package", "path: backend/**/migrations/*.py");
        return name.<Waiver.Scope>map(Waiver.Scope.Dependency::new)
                .orElseGet(() -> new Waiver.Scope.Files(new Glob(path.orElse("web/**"))));
    }

    private void exactlyOne(Fields fields, String one, String other, String example) {
        if (fields.has(one) == fields.has(other)) {
            String given = fields.has(one) ? "both" : "neither";
            faults.note(fields.place(), given, "either " + one + " or " + other, example);
        }
    }
}
