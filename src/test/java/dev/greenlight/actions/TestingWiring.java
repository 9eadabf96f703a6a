package dev.greenlight.actions;

import dev.greenlight.report.Report;
import java.util.List;
import java.util.function.BiFunction;

/** A program with one action, {@code sample}, whose work a test gives. */
final class TestingWiring extends Wiring {
    private static final String METADATA = """
            name: Sample
            description: Checks 100% of the sample
            inputs:
              fail-on:
                description: The gravest severity that passes
                default: warning
              dry-run:
                description: Plan only
                default: 'false'
              api-token:
                description: A secret
              github-token:
                description: Asks GitHub
                default: ${{ github.token }}
            outputs:
              verdict:
                description: What it came to
            runs:
              using: docker
              image: ../../Dockerfile
              args: [sample]
            """;

    private final BiFunction<Inputs, Surroundings, Report> work;

    TestingWiring(BiFunction<Inputs, Surroundings, Report> work) {
        this.work = work;
    }

    @Override
    List<String> names() {
        return List.of("sample");
    }

    @Override
    Door door(String name) {
        return new Door() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Report open(Inputs inputs, Surroundings surroundings) {
                return work.apply(inputs, surroundings);
            }
        };
    }

    @Override
    ActionMetadata metadata(String name) {
        return ActionMetadata.parse(METADATA);
    }
}
