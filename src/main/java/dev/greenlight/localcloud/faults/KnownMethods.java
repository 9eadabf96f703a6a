package dev.greenlight.localcloud.faults;

import java.util.Set;
import java.util.TreeSet;

/** The methods that a script may name: all that the local cloud answers. Known without a server, so that a script is judged before one starts. */
final class KnownMethods {
    private static final String LIST = """
            artifacts.operations.get
            artifacts.repositories.create get list patch delete getIamPolicy setIamPolicy testIamPermissions
            artifacts.repositories.dockerImages.get list
            logging.entries.list
            monitoring.timeSeries.list
            oauth.token
            run.jobs.create get list patch delete run getIamPolicy setIamPolicy testIamPermissions
            run.jobs.executions.get list cancel delete
            run.jobs.executions.tasks.get list
            run.operations.get list wait delete
            run.services.create get list patch delete getIamPolicy setIamPolicy testIamPermissions
            run.services.revisions.get list delete
            secrets.create get list patch delete addVersion getIamPolicy setIamPolicy testIamPermissions
            secrets.versions.access get list enable disable destroy
            """;

    static final Set<String> ALL = read();

    private KnownMethods() {}

    /** Each line is a resource with its first verb, and its other verbs. */
    private static Set<String> read() {
        Set<String> names = new TreeSet<>();
        LIST.lines().forEach(line -> {
            String[] words = line.split(" ");
            String resource = words[0].substring(0, words[0].lastIndexOf('.') + 1);
            names.add(words[0]);
            for (int i = 1; i < words.length; i++) {
                names.add(resource + words[i]);
            }
        });
        return Set.copyOf(names);
    }
}
