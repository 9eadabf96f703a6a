package dev.greenlight.localcloud.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The arguments of {@code docker run}, what goes to its standard input, and what into its own environment.
 *
 * @param input the environment file
 * @param environment values that an environment file cannot hold
 */
record RunLine(List<String> arguments, String input, Map<String, String> environment) {
    static final String STATE_LABEL = "dev.greenlight.localcloud";
    static final String KEY_LABEL = "dev.greenlight.localcloud.key";
    static final String PORT_LABEL = "dev.greenlight.localcloud.port";

    /** The environment file is read by lines of at most 64 KiB. */
    private static final int MOST_IN_FILE = 60_000;

    /** @param state the id of the server's state folder, which tells its containers from another server's */
    static RunLine of(Workload workload, String state, String network, String name) {
        List<String> line = new ArrayList<>(List.of("run", "--detach", "--name", name, "--network", network));
        line.addAll(List.of("--label", STATE_LABEL + "=" + state));
        line.addAll(List.of("--label", KEY_LABEL + "=" + workload.key().text()));
        line.addAll(List.of("--label", PORT_LABEL + "=" + workload.startup().port()));
        if (workload.memoryBytes() > 0) {
            line.addAll(List.of("--memory", workload.memoryBytes() + "b"));
        }
        workload.folders().forEach((path, folder) -> line.addAll(List.of("--volume", folder + ":" + path + ":ro")));
        StringBuilder file = new StringBuilder();
        Map<String, String> passed = new LinkedHashMap<>();
        new TreeMap<>(workload.environment()).forEach((variable, value) -> {
            if (value.contains("\n") || value.contains("\r") || value.length() > MOST_IN_FILE) {
                line.addAll(List.of("--env", variable));
                passed.put(variable, value);
            } else {
                file.append(variable).append('=').append(value).append('\n');
            }
        });
        line.addAll(List.of("--env-file", "/dev/stdin"));
        List<String> command = workload.command();
        if (!command.isEmpty()) {
            line.addAll(List.of("--entrypoint", command.getFirst()));
        }
        line.add(workload.image());
        if (!command.isEmpty()) {
            line.addAll(command.subList(1, command.size()));
        }
        line.addAll(workload.arguments());
        return new RunLine(List.copyOf(line), file.toString(), Map.copyOf(passed));
    }
}
