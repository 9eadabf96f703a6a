package dev.greenlight.releases.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures releases and rollbacks, and ends with 1 when a limit is broken. {@code scripts/bench.sh release} is the way to start it.
 *
 * <p>Arguments: {@code NAME=VALUE}: {@code count} releases and rollbacks of workloads in this process, {@code containers} of containers (0 for
 * none), {@code rate} browser-like requests a second meanwhile, {@code minutes} after which no further release begins, {@code registry} and {@code
 * digest} of the containers' image, {@code launch} the command line of Greenlight, words separated by spaces.
 */
public final class ReleaseBench {
    private ReleaseBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("greenlight-bench");
        Limits limits = new Limits();
        int minutes = Integer.parseInt(value(arguments, "minutes", "20"));
        int rate = Integer.parseInt(value(arguments, "rate", "200"));
        new CountedWrites(folder, limits).measure();
        new BackByHand(folder, limits)
                .measure(List.of(value(arguments, "launch", "").split(" ")));
        new ManyReleases(folder, limits).measure(Integer.parseInt(value(arguments, "count", "500")), rate, minutes);
        int containers = Integer.parseInt(value(arguments, "containers", "20"));
        if (containers > 0) {
            new ContainerReleases(folder, limits, value(arguments, "registry", ""), value(arguments, "digest", ""))
                    .measure(containers, rate, minutes);
        }
        System.exit(limits.broken() ? 1 : 0);
    }

    private static String value(String[] arguments, String name, String preset) {
        for (String argument : arguments) {
            if (argument.startsWith(name + "=")) {
                return argument.substring(name.length() + 1);
            }
        }
        return preset;
    }
}
