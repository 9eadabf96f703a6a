package dev.greenlight.suites;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.project.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The stack of a project that brings none: each service's tests in an image of its own, Django's beside a real PostgreSQL. */
public final class BuiltInStack {
    /** The profile of the suites, as in a project's own compose file. */
    public static final String PROFILE = "test";

    private static final String DATABASE = "database";
    private static final Pattern TEST_STAGE = Pattern.compile("(?im)^\\s*FROM\\s.*\\sAS\\s+test\\s*$");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * A service to be tested.
     *
     * @param service the service
     * @param context its folder; absolute
     * @param dockerfile the text of its Dockerfile; empty when it has none
     */
    public record Tested(Service service, Path context, String dockerfile) {
        /** Whether its Dockerfile has a stage for tests, which is then the one to build. */
        boolean testStage() {
            return TEST_STAGE.matcher(dockerfile).find();
        }
    }

    private BuiltInStack() {}

    /** A stack with one suite a service, named {@code <service>-test}. */
    public static ComposeModel of(List<Tested> services) {
        ObjectNode root = NODES.objectNode();
        ObjectNode all = root.putObject("services");
        for (Tested tested : services) {
            ObjectNode suite = all.putObject(tested.service().name() + "-test");
            suite.putArray("profiles").add(PROFILE);
            suite.putArray("entrypoint");
            switch (tested.service().kind()) {
                case DJANGO -> django(suite, tested, all);
                case REACT -> react(suite, tested);
            }
        }
        return ComposeModel.of(root);
    }

    private static void django(ObjectNode suite, Tested tested, ObjectNode all) {
        build(suite, tested);
        List.of("python", "manage.py", "test", "--noinput").forEach(suite.withArray("command")::add);
        ObjectNode environment = suite.putObject("environment");
        environment.put("DATABASE_URL", "postgres://tests:tests@" + DATABASE + ":5432/tests");
        environment.put("DJANGO_SECRET_KEY", "for-tests-alone");
        environment.put("CI", "true");
        suite.putObject("depends_on").putObject(DATABASE).put("condition", "service_healthy");
        if (!all.has(DATABASE)) {
            database(all.putObject(DATABASE));
        }
    }

    private static void database(ObjectNode database) {
        database.put("image", "postgres:17");
        ObjectNode environment = database.putObject("environment");
        List.of("POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB").forEach(name -> environment.put(name, "tests"));
        ObjectNode health = database.putObject("healthcheck");
        // Over TCP: while the database is being created, the server answers on its socket alone.
        List.of("CMD", "pg_isready", "-h", "127.0.0.1", "-U", "tests", "-d", "tests")
                .forEach(health.withArray("test")::add);
        health.put("interval", "1s").put("timeout", "5s").put("retries", 60);
    }

    private static void react(ObjectNode suite, Tested tested) {
        ObjectNode build = build(suite, tested);
        if (!tested.testStage()) {
            build.put("dockerfile_inline", """
                    FROM node:22-trixie-slim
                    WORKDIR /app
                    COPY . .
                    RUN npm ci --no-audit --no-fund
                    """);
        }
        List.of(
                        "npx",
                        "--no-install",
                        "vitest",
                        "run",
                        "--reporter=default",
                        "--reporter=junit",
                        "--outputFile.junit=/tmp/junit.xml")
                .forEach(suite.withArray("command")::add);
        suite.putObject("environment").put("CI", "true");
    }

    private static ObjectNode build(ObjectNode suite, Tested tested) {
        ObjectNode build =
                suite.putObject("build").put("context", tested.context().toString());
        return tested.testStage() ? build.put("target", "test") : build;
    }
}
