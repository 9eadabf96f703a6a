package dev.greenlight.releases.naming;

import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import java.util.Locale;
import java.util.Set;

/** Names for new revisions: {@code <service>-<short version>-<5 hexadecimal digits>}. */
public final class RevisionNames {
    private static final int DIGITS = 5;
    private static final int LONGEST_VERSION = 12;
    private static final int SHORT_COMMIT = 7;

    private RevisionNames() {}

    /**
     * A name that no revision has.
     *
     * @param contents everything that makes the revision what it is; the same contents give the same name
     * @param taken names that exist
     */
    public static RevisionName next(ServiceName service, String version, String contents, Set<RevisionName> taken) {
        for (int attempt = 0; ; attempt++) {
            String digits = Hash.of(contents + "\n" + attempt).substring(0, DIGITS);
            String middle =
                    shortened(version, RevisionName.LONGEST - service.value().length() - DIGITS - 2);
            RevisionName name = new RevisionName(service + "-" + (middle.isEmpty() ? "" : middle + "-") + digits);
            if (!taken.contains(name)) {
                return name;
            }
        }
    }

    private static String shortened(String version, int room) {
        String plain = version.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        int length = Math.min(room, plain.matches("[0-9a-f]{40}") ? SHORT_COMMIT : LONGEST_VERSION);
        return plain.substring(0, Math.max(0, Math.min(length, plain.length()))).replaceAll("^-+|-+$", "");
    }
}
