package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.messages.Required;
import dev.greenlight.localcloud.resources.Rules;
import dev.greenlight.localcloud.resources.TemplateRules;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What Cloud Run refuses in a service before it stores it. */
final class ServiceRules {
    /** An hour, in seconds. */
    private static final long LONGEST_REQUEST = 3600;

    private static final int MOST_CONCURRENT = 1000;
    private static final int LONGEST_DESCRIPTION = 512;
    /** What is left of the 63 characters of a host name's label, which is {@code tag---service-<hash of 10>-<region of 2>}. */
    private static final int LONGEST_TAG_AND_NAME = 46;

    private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+[0-9]+");

    private ServiceRules() {}

    /** @param service the whole wish, defaults not yet filled in */
    static void check(ServiceName name, JsonNode service) {
        Rules.checkName("service_id", name.id());
        Rules.checkKeys(service, "service");
        JsonNode template = service.path("template");
        Rules.checkKeys(template, "service.template");
        Rules.checkContainers(template.path("containers"), "service.template.containers");
        checkRevision(name, template.path("revision").asText());
        if (ingressContainers(template.path("containers")) > 1) {
            throw Rules.violation(
                    "service.template.containers",
                    "Revision template should contain exactly one container with an exposed port.");
        }
        Required.check(Services.MESSAGE, (ObjectNode) service, "service");
        TemplateRules.check(template, "service.template", LONGEST_REQUEST);
        TemplateRules.scaling(template.path("scaling"), "service.template.scaling");
        TemplateRules.scaling(service.path("scaling"), "service.scaling");
        Rules.range(
                template.path("maxInstanceRequestConcurrency").asInt(),
                0,
                MOST_CONCURRENT,
                "service.template.max_instance_request_concurrency");
        Rules.range(service.path("description").asText().length(), 0, LONGEST_DESCRIPTION, "service.description");
        checkRegions(service.at("/multiRegionSettings/regions"));
        checkTraffic(name, service.path("traffic"));
    }

    private static void checkRevision(ServiceName name, String revision) {
        if (!revision.isEmpty()
                && (!revision.startsWith(name.id() + "-")
                        || revision.length() > 63
                        || !Rules.NAME.matcher(revision).matches())) {
            throw Rules.violation(
                    "service.template.revision",
                    "Revision name '" + revision + "' must be prefixed by the service name '" + name.id()
                            + "-', use only lowercase letters, digits and hyphens, and have at most 63 characters.");
        }
    }

    private static void checkRegions(JsonNode regions) {
        Set<String> seen = new HashSet<>();
        for (JsonNode region : regions) {
            if (!REGION.matcher(region.asText()).matches() || !seen.add(region.asText())) {
                throw Rules.violation(
                        "service.multi_region_settings.regions",
                        "'" + region.asText() + "' is no region such as europe-west1, or is named more than once.");
            }
        }
    }

    static void checkTraffic(ServiceName name, JsonNode traffic) {
        int sum = 0;
        Set<String> tags = new HashSet<>();
        for (JsonNode entry : traffic) {
            String type = entry.path("type").asText();
            String revision = entry.path("revision").asText();
            int percent = entry.path("percent").asInt();
            String tag = entry.path("tag").asText();
            if (type.equals(Target.REVISION) == revision.isEmpty() || type.isEmpty()) {
                throw Rules.violation(
                        "service.traffic",
                        "A traffic target names a revision exactly when its type is " + Target.REVISION + ".");
            }
            if (percent < 0 || percent > 100) {
                throw Rules.violation(
                        "service.traffic", "Traffic percent must be between 0 and 100, got " + percent + ".");
            }
            if (!tag.isEmpty() && !Rules.NAME.matcher(tag).matches()) {
                throw Rules.violation(
                        "service.traffic",
                        "Invalid traffic tag '" + tag
                                + "': only lowercase letters, digits and hyphens; must begin with a"
                                + " letter and may not end with a hyphen.");
            }
            if (tag.length() + name.id().length() > LONGEST_TAG_AND_NAME && !tag.isEmpty()) {
                throw Rules.violation(
                        "service.traffic",
                        "Traffic tag '" + tag + "' and service name '" + name.id() + "' have together more than "
                                + LONGEST_TAG_AND_NAME + " characters.");
            }
            if (!tag.isEmpty() && !tags.add(tag)) {
                throw Rules.violation("service.traffic", "Traffic tag '" + tag + "' is used more than once.");
            }
            sum += percent;
        }
        if (!traffic.isEmpty() && sum != 100) {
            throw Rules.violation("service.traffic", "Traffic targets percentages must sum to 100, got " + sum + ".");
        }
    }

    private static long ingressContainers(JsonNode containers) {
        long count = 0;
        for (JsonNode container : containers) {
            count += container.path("ports").isEmpty() ? 0 : 1;
        }
        return count;
    }
}
