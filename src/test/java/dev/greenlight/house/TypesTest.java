package dev.greenlight.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a type may be called, and what it may touch. */
class TypesTest {
    private static final Set<String> SAY_NOTHING =
            Set.of("util", "utils", "utility", "helper", "helpers", "common", "manager", "base", "impl");
    /** The name of Google's product, not of a thing that manages. */
    private static final String PRODUCT = "SecretManager";

    private static final Set<String> PURE = Set.of("Planner", "Gate", "Judge", "Parser", "Plan");
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[.$_]");

    /** What a decider never touches: files, network, clock, chance, environment. */
    private static final DescribedPredicate<JavaAccess<?>> THE_WORLD = new DescribedPredicate<>("the world") {
        @Override
        public boolean test(JavaAccess<?> access) {
            String owner = access.getTargetOwner().getFullName();
            String name = access.getTarget().getName();
            return switch (owner) {
                case "java.lang.System" ->
                    !name.equals("lineSeparator") && !name.equals("arraycopy") && !name.equals("identityHashCode");
                case "java.time.Instant",
                        "java.time.LocalDate",
                        "java.time.LocalDateTime",
                        "java.time.ZonedDateTime",
                        "java.time.OffsetDateTime" -> name.equals("now");
                case "java.time.Clock" -> name.startsWith("system");
                case "java.util.UUID" -> name.equals("randomUUID");
                case "java.lang.Math" -> name.equals("random");
                case "java.lang.Thread" -> name.equals("sleep");
                case "java.net.URI" -> false;
                default ->
                    Stream.of(
                                    "java.nio.file.Files",
                                    "java.io.File",
                                    "java.io.FileInputStream",
                                    "java.io.FileOutputStream",
                                    "java.io.FileReader",
                                    "java.io.FileWriter",
                                    "java.io.RandomAccessFile",
                                    "java.nio.channels.",
                                    "java.net.",
                                    "java.util.Random",
                                    "java.util.concurrent.ThreadLocalRandom",
                                    "java.security.SecureRandom",
                                    "java.lang.Process",
                                    "java.lang.Runtime.",
                                    "okhttp3.")
                            .anyMatch((owner + ".")::startsWith);
            };
        }
    };

    @Test
    void no_name_is_one_that_says_nothing() {
        for (JavaClass type : House.types()) {
            String name = type.getFullName().substring(House.ROOT.length()).replace(PRODUCT, "");
            assertThat(WORDS.splitAsStream(name).map(word -> word.toLowerCase(Locale.ROOT)))
                    .as(type.getFullName())
                    .doesNotContainAnyElementsOf(SAY_NOTHING);
        }
        assertThat(House.types().size()).isGreaterThanOrEqualTo(House.LEAST);
    }

    @Test
    void a_vendors_types_stay_in_its_adapters() {
        List<String> offences = new ArrayList<>();
        for (JavaClass type : House.types()) {
            String adapter = House.outermost(type).getSimpleName();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String vendor = dependency.getTargetClass().getPackageName();
                boolean astray = vendor.startsWith("com.google.cloud.") && !adapter.startsWith("Google")
                        || vendor.startsWith("org.kohsuke.") && !adapter.startsWith("GitHub")
                        || vendor.startsWith("okhttp3")
                                && Stream.of("Http", "Slack", "Google").noneMatch(adapter::startsWith)
                        || vendor.startsWith("picocli") && !House.room(type).equals("actions");
                if (astray) {
                    offences.add(dependency.getDescription());
                }
            }
        }
        assertThat(offences).isEmpty();
        assertThat(House.types().stream()
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use ->
                                        use.getTargetClass().getPackageName().startsWith("picocli"))))
                .as("users of picocli seen")
                .isNotEmpty();
    }

    @Test
    void whoever_decides_does_not_touch_the_world() {
        List<JavaClass> deciders =
                House.types().stream().filter(TypesTest::decides).toList();
        List<String> offences = new ArrayList<>();
        for (JavaClass decider : deciders) {
            for (JavaAccess<?> access : decider.getAccessesFromSelf()) {
                if (THE_WORLD.test(access)) {
                    offences.add(access.getDescription());
                }
            }
        }
        assertThat(offences).isEmpty();
        assertThat(deciders.size()).as("deciders seen").isGreaterThanOrEqualTo(25);
    }

    private static boolean decides(JavaClass type) {
        String name = House.outermost(type).getSimpleName();
        return House.room(type).equals("report") || PURE.stream().anyMatch(name::endsWith);
    }

    @Test
    void reports_are_made_of_the_jdk_alone() {
        noClasses()
                .that()
                .resideInAPackage("dev.greenlight.report..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "dev.greenlight.report..", "org.jspecify..")
                .check(House.types());
    }

    @Test
    void only_main_and_the_runners_room_touch_the_process() {
        List<String> offences = new ArrayList<>();
        for (JavaClass type : House.types()) {
            boolean allowed = House.room(type).equals("runner")
                    || House.outermost(type).getFullName().equals(House.ROOT + ".Main");
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                boolean touches = access.getTargetOwner().getFullName().equals("java.lang.System")
                        && Set.of("getenv", "out", "err", "in", "exit")
                                .contains(access.getTarget().getName());
                if (touches && !allowed) {
                    offences.add(access.getDescription());
                }
            }
        }
        assertThat(offences).isEmpty();
        assertThat(House.types().contain(House.ROOT + ".Main")).isTrue();
    }

    @Test
    void a_record_has_at_most_eight_components() {
        List<JavaClass> records =
                House.types().stream().filter(JavaClass::isRecord).toList();
        assertThat(records.size()).as("records seen").isGreaterThanOrEqualTo(100);
        assertThat(records.stream()
                        .filter(type -> type.reflect().getRecordComponents().length > 8)
                        .map(JavaClass::getFullName))
                .isEmpty();
    }
}
