import dev.greenlight.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs Greenlight's real commands one after the other in one virtual machine, which records what they use:
 * {@code java AotTraining COMMANDS}.
 *
 * <p>One virtual machine, because the records of several runs cannot be joined. What the commands answer does not matter here, only
 * which classes they need; a command may well fail, as there is no cloud in a build.
 */
final class AotTraining {
    private AotTraining() {}

    public static void main(String[] arguments) throws Exception {
        List<String> lines = Files.readAllLines(Path.of(arguments[0])).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        for (String line : lines) {
            int code = Main.run(line.split(" +"));
            System.err.println("trained: greenlight " + line + " (exit code " + code + ")");
        }
    }
}
