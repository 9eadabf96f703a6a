package dev.greenlight.checks.memory;

import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.scratch.ScratchCopy;
import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.ComposeFacts;
import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.dependencies.DependencyTools;
import dev.greenlight.project.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What checks depend on at one moment. A tool of a service is taken to read all of the repository except the folders of other services that
 * nothing it reads leads into; a tool of the history, the commits; any other tool, all of the repository.
 */
public final class Dependences {
    /** Where things lie is of no matter to a result, so all runs have the same. */
    private static final Path ANYWHERE = Path.of("/");

    private static final Set<String> AUDITS =
            DependencyTools.all().stream().map(Check::tool).collect(Collectors.toUnmodifiableSet());

    private final Checkout checkout;
    private final Contents contents;
    private final Set<String> services;
    private final Programs programs;
    private final String product;

    private Dependences(Checkout checkout, Contents contents, Set<String> services, Programs programs, String product) {
        this.checkout = checkout;
        this.contents = contents;
        this.services = services;
        this.programs = programs;
        this.product = product;
    }

    /**
     * Looks at all files of the repository.
     *
     * @param plan the checks that will be asked for
     * @param path where programs are looked for
     * @param product changes when this program does
     * @param before an earlier look of this process for the same plan; empty for the first
     */
    public static Dependences observe(
            Checkout checkout, List<PlannedCheck> plan, String path, String product, Optional<Dependences> before)
            throws IOException {
        Set<String> services = new TreeSet<>();
        for (PlannedCheck check : plan) {
            if (check.target() instanceof ServiceFacts facts) {
                services.add(folder(checkout, facts));
            }
        }
        List<String> names = services.stream()
                .map(Dependences::name)
                .filter(name -> !name.isEmpty())
                .toList();
        List<String> hidden = plan.stream()
                .flatMap(check ->
                        check.target() instanceof RepositoryFacts facts ? facts.hidden().stream() : Stream.empty())
                .distinct()
                .toList();
        Contents contents = Contents.read(
                checkout.workspace(),
                names,
                hidden,
                before.map(earlier -> earlier.contents).orElseGet(Contents::none));
        return new Dependences(checkout, contents, services, new Programs(path), product);
    }

    Dependence of(PlannedCheck check) {
        Setting setting = new Setting(checkout.advisories(), ANYWHERE, ANYWHERE, ANYWHERE, ANYWHERE);
        Invocation invocation = check.check().invocation(check.target(), setting);
        boolean ofNode = check.check().fromNodeModules();
        String program = ofNode ? "node" : invocation.arguments().getFirst();
        Optional<String> identity = programs.identity(program);
        if (identity.isEmpty()) {
            return new Dependence.Unknown("which version of " + program + " it is cannot be told without starting it");
        }
        Optional<String> commits =
                check.target() instanceof HistoryFacts ? Commit.identity(checkout.workspace()) : Optional.of("");
        if (commits.isEmpty()) {
            return new Dependence.Unknown("which commit is checked out cannot be told without git");
        }
        List<String> parts = new ArrayList<>(List.of(
                product,
                check.tool(),
                check.where(),
                identity.get(),
                commits.get(),
                checkout.advisories().toString(),
                invocation.arguments().toString(),
                new TreeMap<>(invocation.environment()).toString(),
                ignored(check),
                hidden(check),
                contents.of(read(check)).value()));
        return new Dependence.Known(Fingerprint.of(parts), !AUDITS.contains(check.tool()));
    }

    /** What git ignores may be told by settings outside of the repository. What tools never see is of no matter. */
    private static String ignored(PlannedCheck check) {
        return check.target() instanceof RepositoryFacts facts
                ? facts.ignored().stream()
                        .filter(entry -> !ScratchCopy.leavesOut(Path.of(entry)))
                        .sorted()
                        .collect(Collectors.joining("\n"))
                : "";
    }

    /** Which files are there under names that this process reads otherwise cannot be told by their contents. */
    private static String hidden(PlannedCheck check) {
        return check.target() instanceof RepositoryFacts facts
                ? facts.hidden().stream().sorted().collect(Collectors.joining("\0"))
                : "";
    }

    private Predicate<String> read(PlannedCheck check) {
        return switch (check.target()) {
            case ServiceFacts facts -> ofService(facts);
            // The commits, and beside them what the tool is told by files of its own name.
            case HistoryFacts _ -> path -> path.startsWith("." + check.tool());
            case ComposeFacts _, RepositoryFacts _ -> path -> true;
        };
    }

    private Predicate<String> ofService(ServiceFacts facts) {
        String own = folder(checkout, facts);
        Set<String> unread = new TreeSet<>(services);
        unread.removeIf(
                other -> Contents.under(own, other) || Contents.under(other, own) || sharesPackages(facts, own, other));
        // What leads into another service may lead further from there.
        while (unread.removeIf(other -> contents.leads(without(unread), name(other)))) {
            continue;
        }
        return without(unread);
    }

    /** Whether both may be workspaces of one lock file, of which each can read the other by its name, without any way upward. */
    private boolean sharesPackages(ServiceFacts facts, String own, String other) {
        Optional<String> lock = facts.lockFolder()
                .map(folder -> checkout.within().resolve(folder).normalize().toString());
        return ServiceFacts.is(facts, Service.Kind.REACT)
                && lock.filter(folder -> !folder.equals(own) && Contents.under(other, folder))
                        .isPresent()
                && contents.has(other + "/package.json");
    }

    private static Predicate<String> without(Set<String> folders) {
        List<String> all = List.copyOf(folders);
        return path -> all.stream().noneMatch(folder -> Contents.under(path, folder));
    }

    /** The service's folder as it is called in the repository. */
    private static String folder(Checkout checkout, ServiceFacts facts) {
        Path folder = checkout.project().resolve(facts.service().path());
        return checkout.workspace().normalize().relativize(folder.normalize()).toString();
    }

    private static String name(String folder) {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }
}
