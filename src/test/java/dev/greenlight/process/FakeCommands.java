package dev.greenlight.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Commands that behave as a test says. The latest rule whose words occur in the command line decides; without a rule there is no program. */
public final class FakeCommands implements Commands {
    private final List<Rule> rules = new ArrayList<>();
    private final List<Command> ran = Collections.synchronizedList(new ArrayList<>());

    private record Rule(String words, Function<Command, Ending> behaviour) {}

    public FakeCommands on(String words, Function<Command, Ending> behaviour) {
        rules.addFirst(new Rule(words, behaviour));
        return this;
    }

    public FakeCommands prints(String words, String output) {
        return exits(words, 0, output, "");
    }

    public FakeCommands exits(String words, int code, String output, String errors) {
        return on(words, command -> new Ending.Exited(code, output, errors, Duration.ofMillis(5)));
    }

    public FakeCommands hangs(String words, String output) {
        return on(words, command -> new Ending.TimedOut(command.timeLimit(), output, ""));
    }

    public FakeCommands missing(String words) {
        return on(words, command -> new Ending.NotStarted("Cannot run program: No such file or directory"));
    }

    /** The command lines that were run, each joined by spaces. */
    public List<String> lines() {
        return List.copyOf(ran).stream()
                .map(command -> String.join(" ", command.arguments()))
                .toList();
    }

    public List<Command> ran() {
        return List.copyOf(ran);
    }

    @Override
    public Ending run(Command command, Consumer<String> lines) {
        ran.add(command);
        String line = String.join(" ", command.arguments());
        Ending ending = rules.stream()
                .filter(rule -> line.contains(rule.words()))
                .findFirst()
                .map(rule -> rule.behaviour().apply(command))
                .orElseGet(() -> new Ending.NotStarted("nobody scripted: " + line));
        if (!(ending instanceof Ending.NotStarted)) {
            Tail.whole(ending).lines().forEach(lines);
        }
        return ending;
    }
}
