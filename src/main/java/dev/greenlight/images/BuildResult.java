package dev.greenlight.images;

import dev.greenlight.report.Finding;
import java.time.Duration;
import java.util.List;

/** How the building of one image ended. */
public sealed interface BuildResult {
    /** What was asked for. */
    ImageBuild build();

    /**
     * It was built and looked at.
     *
     * @param image the image that was looked at, and no other, may be pushed
     * @param findings what is wrong with it
     */
    record Inspected(ImageBuild build, BuiltImage image, List<Finding> findings, Duration took) implements BuildResult {
        public Inspected {
            findings = List.copyOf(findings);
        }
    }

    /** Its build failed by its own fault, such as a step of its Dockerfile. */
    record NotBuilt(ImageBuild build, String why, List<String> lastLines) implements BuildResult {
        public NotBuilt {
            lastLines = List.copyOf(lastLines);
        }
    }

    /** It was built but could not be looked at whole. */
    record NotInspected(ImageBuild build, String why) implements BuildResult {}
}
