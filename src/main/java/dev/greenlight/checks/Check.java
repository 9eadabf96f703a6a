package dev.greenlight.checks;

import dev.greenlight.process.Ending;
import java.util.List;

/** One tool: what it fits, the command it runs, and how its report is read. Holds no state and touches nothing. */
interface Check {
    /** The tool's name as its users write it; also its program's name. */
    String tool();

    /** Whether there is something for it in a service. */
    boolean fits(ServiceFacts facts);

    /** Whether it comes with the service's own {@code node_modules} rather than with the machine. */
    boolean fromNodeModules();

    /** Its arguments, without the program; it runs in the service's folder. */
    List<String> arguments(ServiceFacts facts);

    /** What its end and its report come to. */
    ToolRun read(Ending.Exited ending, ReportedPaths paths);
}
