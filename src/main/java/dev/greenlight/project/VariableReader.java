package dev.greenlight.project;

import dev.greenlight.project.yaml.Faults;
import dev.greenlight.project.yaml.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the variables of one deployed service.
 *
 * @see <a href="https://cloud.google.com/run/docs/configuring/services/environment-variables">Cloud Run's reserved names</a>
 */
final class VariableReader {
    private static final Pattern NAME = Pattern.compile(
            "(?!(PORT|K_SERVICE|K_REVISION|K_CONFIGURATION|CLOUD_RUN_[A-Z_]*|X_GOOGLE_.*)$)[A-Za-z_][A-Za-z0-9_]*");
    private static final String A_NAME =
            "a variable's name of letters, digits and underscores that Cloud Run does not set itself";

    private final Faults faults;
    private final Set<String> deployed;

    /** @param deployed the services of the same environment, whose addresses a value may refer to */
    VariableReader(Faults faults, Set<String> deployed) {
        this.faults = faults;
        this.deployed = deployed;
    }

    /** @param secrets the variables that come from secrets, which no plain one may repeat */
    Map<String, String> env(Fields fields, Set<String> secrets) {
        Map<String, String> env = fields.texts(NAME, A_NAME, "DJANGO_ALLOWED_HOSTS");
        env.forEach((name, value) -> {
            if (secrets.contains(name)) {
                faults.note(fields.at(name), name, "a variable that is not also in secrets", "OTHER_NAME");
            }
            checkReferences(fields, name, value);
        });
        return env;
    }

    Map<String, SecretReference> secrets(Fields fields) {
        Map<String, SecretReference> secrets = new LinkedHashMap<>();
        fields.texts(NAME, A_NAME, "DATABASE_URL").forEach((name, value) -> {
            try {
                secrets.put(name, SecretReference.parse(value));
            } catch (IllegalArgumentException e) {
                faults.note(
                        fields.at(name), value, "a secret's name, with @ and its version or without", "database-url@3");
            }
        });
        return secrets;
    }

    private void checkReferences(Fields fields, String name, String value) {
        if (EnvTemplate.unfinished(value)) {
            faults.note(
                    fields.at(name),
                    value,
                    "a reference that ends with }, or $$ for a dollar sign",
                    "${service.other-url}");
        }
        for (String reference : EnvTemplate.references(value)) {
            boolean resolvable = EnvTemplate.known(reference)
                    && EnvTemplate.serviceOf(reference).map(deployed::contains).orElse(true);
            if (!resolvable) {
                faults.note(
                        fields.at(name),
                        "${" + reference + "}",
                        "${services.NAME.url} of a service of this environment (" + String.join(", ", deployed)
                                + "), or ${service.other-url}",
                        "${services." + deployed.iterator().next() + ".url}");
            }
        }
    }
}
