package dev.greenlight.releases.plan;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.project.StagingTests;
import dev.greenlight.releases.gate.AlphaBudget;
import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.JobDraft;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One step of a release. */
public sealed interface Step {
    ServiceName service();

    /** What it does, for a person, as a verb phrase. */
    String words();

    /** Puts the traffic right that a killed release left behind. */
    record Heal(ServiceName service, Traffic traffic) implements Step {
        @Override
        public String words() {
            return "put the traffic back that an unfinished release left behind: " + traffic;
        }
    }

    /** Deletes what a killed first deploy left behind. */
    record Remove(ServiceName service) implements Step {
        @Override
        public String words() {
            return "delete what an unfinished first deploy left behind";
        }
    }

    /** Makes a service that nobody may call, so that its addresses are known. */
    record Reserve(ServiceName service, RevisionDraft draft) implements Step {
        @Override
        public String words() {
            return "create the service, closed to the public, so that its addresses are known";
        }
    }

    /** Gives the serving revision the address of its colour. */
    record TagLive(ServiceName service, RevisionName live, Colour colour) implements Step {
        @Override
        public String words() {
            return "give " + live + " the tag " + colour.word();
        }
    }

    /** Runs the database's migrations. */
    record Migrate(ServiceName service, JobDraft job) implements Step {
        @Override
        public String words() {
            return "run the migrations (job " + job.name() + ")";
        }
    }

    /** Makes the new revision: without traffic, or, where there is no service yet, in a service that nobody may call. */
    record Stage(ServiceName service, RevisionDraft draft, Colour colour) implements Step {
        @Override
        public String words() {
            return "create " + draft.name() + " without public traffic";
        }
    }

    /** Asks the new revision at its own address whether it is healthy. */
    record CheckHealth(ServiceName service, RevisionName green) implements Step {
        @Override
        public String words() {
            return "check the health of " + green + " at its own address";
        }
    }

    /**
     * Runs the project's own tests against all new revisions at their own addresses.
     *
     * @param service the one that people see, which stands for all
     */
    record TestStaging(ServiceName service, StagingTests tests) implements Step {
        @Override
        public String words() {
            return "run the project's own tests at the new revisions' own addresses: "
                    + tests.image().map(image -> "in " + image + ", ").orElse("") + String.join(" ", tests.command())
                    + " (" + tests.effects() + ")";
        }
    }

    /** Gives the new revision a share of traffic. */
    record Shift(ServiceName service, RevisionName green, Percent share) implements Step {
        @Override
        public String words() {
            return "give " + green + " " + share + " of the traffic";
        }
    }

    /** Asks the new revision at its own address for real pages, before anybody else does. */
    record Rehearse(ServiceName service, RevisionName green, ReleasePolicy.Synthetic load, AlphaBudget budget)
            implements Step {
        @Override
        public String words() {
            return "send " + green + " requests of our own";
        }
    }

    /** Watches the new revision under its share. @param budget how often the judge may look */
    record Judge(ServiceName service, RevisionName green, Percent share, AlphaBudget budget) implements Step {
        @Override
        public String words() {
            return "judge " + green + " under " + share + " of the traffic";
        }
    }

    /**
     * Goes on watching services that have moved, all at once, and only then lets the release count as good.
     *
     * @param parts whom; at least one
     * @param time for how long
     */
    record Bake(List<Part> parts, Duration time) implements Step {
        public Bake {
            parts = List.copyOf(parts);
            if (parts.isEmpty() || !time.isPositive()) {
                throw new IllegalArgumentException("a bake watches a service for a while");
            }
        }

        /** One service. @param budget how often the judge may look */
        public record Part(ServiceName service, RevisionName green, AlphaBudget budget) {}

        /** The first one's, which stands for all. */
        @Override
        public ServiceName service() {
            return parts.getFirst().service();
        }

        @Override
        public String words() {
            return "go on judging for " + time.toMillis() / 1000.0 + " s: "
                    + parts.stream().map(part -> part.green().value()).collect(Collectors.joining(", "));
        }
    }

    /** Proves at the service's address that the new revision serves. */
    record Prove(ServiceName service, RevisionName green) implements Step {
        @Override
        public String words() {
            return "prove at the service's address that " + green + " serves";
        }
    }

    /** Opens a new service to the public. */
    record Open(ServiceName service) implements Step {
        @Override
        public String words() {
            return "open the service to the public";
        }
    }

    /** Records the release and settles the tags. @param keep how many past releases the record goes on to name */
    record Record(ServiceName service, RevisionName green, Colour colour, int keep) implements Step {
        @Override
        public String words() {
            return "record " + green + " as good, tag it " + colour.word();
        }
    }

    /**
     * Deletes revisions of past releases. What goes wrong with it is said and costs nothing else.
     *
     * @param live the revision that serves
     * @param revisions at most these, and of them only what is not needed when their turn comes
     * @param keep how many past releases' revisions stay
     */
    record Clean(ServiceName service, RevisionName live, List<RevisionName> revisions, int keep) implements Step {
        public Clean {
            revisions = List.copyOf(revisions);
        }

        @Override
        public String words() {
            return "delete past revisions beyond the " + keep + " that are kept: "
                    + revisions.stream().map(RevisionName::value).collect(Collectors.joining(", "));
        }
    }
}
