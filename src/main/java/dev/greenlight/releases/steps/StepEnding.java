package dev.greenlight.releases.steps;

import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.symptoms.Veil;
import java.util.List;
import java.util.Map;

/** How one step ended. */
public sealed interface StepEnding {
    /**
     * As it should.
     *
     * @param words what was seen
     * @param numbers for the report
     */
    record Done(String words, Map<String, Object> numbers) implements StepEnding {
        public static Done of(String words) {
            return new Done(words, Map.of());
        }
    }

    /**
     * Not as it should: the release goes back. What looks like a secret in foreign words is hidden.
     *
     * @param reason one sentence
     * @param answers what probes got, for a person
     * @param trail whose log may tell more
     * @param numbers for the report
     */
    record Failed(String reason, List<String> answers, Trail trail, Map<String, Object> numbers) implements StepEnding {
        public Failed {
            // Both quote what an application answered.
            reason = Veil.over(reason);
            answers = answers.stream().map(Veil::over).toList();
        }

        public static Failed of(String reason, Trail trail) {
            return new Failed(reason, List.of(), trail, Map.of());
        }
    }
}
