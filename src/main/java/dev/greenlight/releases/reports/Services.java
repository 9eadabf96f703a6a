package dev.greenlight.releases.reports;

import dev.greenlight.project.Service;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.plan.ServicePlan;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A release's services, for people and machines. */
final class Services {
    private Services() {}

    static String table(ReleasePlan plan, Map<String, URI> urls) {
        return Markdown.table(
                List.of("service", "revision", "colour", "before", "address"),
                plan.services().stream()
                        .map(service -> List.of(
                                service.service().name(),
                                service.green().name().value(),
                                service.colour().word(),
                                before(service).orElse("–"),
                                Optional.ofNullable(urls.get(service.service().name()))
                                        .map(URI::toString)
                                        .orElse("")))
                        .toList());
    }

    private static Optional<String> before(ServicePlan service) {
        return service.before().map(before -> before.live().value());
    }

    static List<Map<String, Object>> data(ReleasePlan plan, Map<String, URI> urls, Map<String, URI> tagUrls) {
        return plan.services().stream()
                .map(service -> {
                    String name = service.service().name();
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("service", name);
                    entry.put("cloudRunName", service.name().value());
                    entry.put("revision", service.green().name().value());
                    entry.put("previousRevision", before(service).orElse(""));
                    entry.put("colour", service.colour().word());
                    entry.put("image", service.green().image().toString());
                    entry.put("url", text(urls, name));
                    entry.put("tagUrl", text(tagUrls, name));
                    return entry;
                })
                .toList();
    }

    /** Insertion-ordered and open for more. */
    static Map<String, String> outputs(
            ReleasePlan plan, String outcome, Map<String, URI> urls, Map<String, URI> tagUrls) {
        Map<String, String> revisions = new LinkedHashMap<>();
        Map<String, String> previous = new LinkedHashMap<>();
        plan.services().forEach(service -> {
            revisions.put(service.service().name(), service.green().name().value());
            previous.put(service.service().name(), before(service).orElse(""));
        });
        String shown = shown(plan.services().stream().map(ServicePlan::service).toList());
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("outcome", outcome);
        outputs.put("revision", plan.services().getFirst().green().name().value());
        outputs.put("previous-revision", before(plan.services().getFirst()).orElse(""));
        outputs.put("revisions", Data.json(revisions));
        outputs.put("previous-revisions", Data.json(previous));
        outputs.put("url", text(urls, shown));
        outputs.put("tag-url", text(tagUrls, shown));
        outputs.put("plan-hash", plan.hash());
        outputs.put("changes", Data.json(plan.changes()));
        return outputs;
    }

    /** The outputs of a release or rollback that had no effect and no plan. */
    static Map<String, String> none(String outcome, String file) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("outcome", outcome);
        for (String unknown : List.of("revision", "previous-revision", "url", "tag-url", "plan-hash")) {
            outputs.put(unknown, "");
        }
        outputs.put("report", file);
        return outputs;
    }

    /** What a release changes, for a person. */
    static String changes(ReleasePlan plan) {
        List<List<String>> rows = plan.changes().stream()
                .flatMap(change -> change instanceof Map<?, ?> known ? Stream.of(known) : Stream.empty())
                .map(change -> Stream.of("service", "what", "name", "from", "to")
                        .map(key -> change.get(key) instanceof String text ? text : "")
                        .toList())
                .toList();
        return rows.isEmpty()
                ? "Nothing: all is as it is wished already.\n"
                : Markdown.table(List.of("service", "what", "name", "from", "to"), rows);
    }

    /** The service whose address people open: the first front end, else the first of all. */
    static String shown(List<Service> services) {
        return services.stream()
                .filter(service -> service.kind() == Service.Kind.REACT)
                .findFirst()
                .orElse(services.getFirst())
                .name();
    }

    static String text(Map<String, URI> urls, String name) {
        URI url = urls.get(name);
        return url == null ? "" : url.toString();
    }
}
