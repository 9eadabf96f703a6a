package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Cloud Run refuses in a revision's or a task's template, whether it has an effect here or not.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/cloud/run/v2/revision_template.proto">RevisionTemplate</a>
 */
public final class TemplateRules {
    static final Pattern MEMORY = Pattern.compile("[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti|k|M|G|T)?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ACCOUNT = Pattern.compile("(projects/[^/]+/serviceAccounts/)?[^@/ ]+@[^@/ ]+");
    private static final Pattern INSTANCE = Pattern.compile("([^:]+:)?[^:]+:[^:]+:[^:]+");
    private static final Pattern KEY =
            Pattern.compile("projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+");
    private static final Pattern CONNECTOR =
            Pattern.compile("(projects/[^/]+/locations/[^/]+/connectors/)?[a-z][a-z0-9-]*");
    private static final int MOST_MODE = 0777;
    private static final String KINDS = "secret|cloudSqlInstance|emptyDir|nfs|gcs";

    private TemplateRules() {}

    /**
     * Checks what services and jobs have in common.
     *
     * @param place of the template, for faults
     * @param longest of its time limit, in seconds
     */
    public static void check(JsonNode template, String place, long longest) {
        Set<String> volumes = volumes(template.path("volumes"), place + ".volumes");
        new ContainerRules(template.path("containers"), place + ".containers").check(volumes);
        form(template.path("encryptionKey"), KEY, place + ".encryption_key");
        form(template.path("serviceAccount"), ACCOUNT, place + ".service_account");
        network(template.path("vpcAccess"), place + ".vpc_access");
        timeout(template, place, longest);
    }

    /**
     * Checks the time limit alone.
     *
     * @param place of the template, for faults
     * @param longest in seconds
     */
    public static void timeout(JsonNode template, String place, long longest) {
        if (template.has("timeout")) {
            BigDecimal seconds =
                    new BigDecimal(template.path("timeout").asText().replace("s", ""));
            if (seconds.signum() < 0 || seconds.compareTo(BigDecimal.valueOf(longest)) > 0) {
                throw Rules.violation(place + ".timeout", "The timeout must be from 0s to " + longest + "s.");
            }
        }
    }

    private static Set<String> volumes(JsonNode volumes, String place) {
        Set<String> names = new HashSet<>();
        int at = 0;
        for (JsonNode volume : volumes) {
            String here = place + "[" + at++ + "]";
            String name = volume.path("name").asText();
            if (!name.isEmpty()) {
                label(name, here + ".name");
            }
            if (!names.add(name)) {
                throw Rules.violation(here, "Volume name '" + name + "' is used more than once.");
            }
            if (volume.properties().stream().noneMatch(entry -> entry.getKey().matches(KINDS))) {
                throw Rules.violation(here, "A volume needs a type.");
            }
            secret(volume.path("secret"), here + ".secret");
            form(volume.at("/emptyDir/sizeLimit"), MEMORY, here + ".empty_dir.size_limit");
            volume.at("/cloudSqlInstance/instances").forEach(instance -> form(instance, INSTANCE, here + ".instances"));
            if (volume.has("gcs") && volume.at("/gcs/bucket").asText().isEmpty()) {
                throw Rules.violation(here + ".gcs.bucket", "A bucket is required.");
            }
            if (volume.has("nfs")
                    && (volume.at("/nfs/server").asText().isEmpty()
                            || !volume.at("/nfs/path").asText().startsWith("/"))) {
                throw Rules.violation(here + ".nfs", "A server and an absolute path are required.");
            }
        }
        return names;
    }

    private static void secret(JsonNode secret, String place) {
        Rules.range(secret.path("defaultMode").asInt(), 0, MOST_MODE, place + ".default_mode");
        for (JsonNode item : secret.path("items")) {
            Rules.range(item.path("mode").asInt(), 0, MOST_MODE, place + ".items.mode");
            String path = item.path("path").asText();
            if (path.startsWith("/") || Set.of(path.split("/", -1)).contains("..")) {
                throw Rules.violation(place + ".items.path", "The path '" + path + "' must stay within the volume.");
            }
        }
    }

    private static void network(JsonNode access, String place) {
        form(access.path("connector"), CONNECTOR, place + ".connector");
        if (access.has("connector") && access.has("networkInterfaces")) {
            throw Rules.violation(place, "Either a connector or network interfaces can be set, not both.");
        }
        if (access.path("networkInterfaces").size() > 1) {
            throw Rules.violation(place + ".network_interfaces", "At most one network interface is supported.");
        }
        for (JsonNode network : access.path("networkInterfaces")) {
            if (!network.has("network") && !network.has("subnetwork")) {
                throw Rules.violation(place + ".network_interfaces", "A network or a subnetwork is required.");
            }
        }
    }

    /** How many instances: none of the numbers is negative, and the least is not above the most. */
    public static void scaling(JsonNode scaling, String place) {
        int least = scaling.path("minInstanceCount").asInt();
        Rules.range(least, 0, Integer.MAX_VALUE, place + ".min_instance_count");
        int most = scaling.path("maxInstanceCount").asInt();
        Rules.range(most, 0, Integer.MAX_VALUE, place + ".max_instance_count");
        Rules.range(
                scaling.path("manualInstanceCount").asInt(), 0, Integer.MAX_VALUE, place + ".manual_instance_count");
        if (most > 0 && least > most) {
            throw Rules.violation(place, "min_instance_count must not be greater than max_instance_count.");
        }
    }

    static void label(String name, String place) {
        if (!LABEL.matcher(name).matches()) {
            throw Rules.violation(
                    place, "'" + name + "' is not made of at most 63 lowercase letters, digits and hyphens.");
        }
    }

    private static void form(JsonNode text, Pattern form, String place) {
        if (!text.asText().isEmpty() && !form.matcher(text.asText()).matches()) {
            throw Rules.violation(place, "'" + text.asText() + "' does not have the form " + form.pattern() + ".");
        }
    }
}
