package dev.greenlight.releases.gate;

import dev.greenlight.releases.gate.Simulation.Step;
import dev.greenlight.releases.gate.Simulation.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures how often the judge is right, and writes it into {@code docs/judge.md}. */
final class OperatingCurve {
    static final int RUNS = 10_000;
    static final Path PAGE = Path.of("docs/judge.md");
    static final Path CHART = Path.of("docs/judge.svg");
    static final String BEGIN = "<!-- measured by scripts/bench.sh judge -->\n";
    static final String END = "<!-- end of what was measured -->\n";
    private static final long SEED = 20_261_125;
    private static final int LOOKS = 3;

    private static final List<int[]> SPLITS =
            List.of(new int[] {400, 3_600}, new int[] {2_000, 2_000}, new int[] {400, 400}, new int[] {100, 900});
    static final List<Double> BASES = List.of(0.0, 0.005, 0.01, 0.02, 0.05);
    private static final List<Double> EFFECTS = List.of(0.0, 0.01, 0.02, 0.03, 0.05, 0.10);

    private final int runs;
    private final long seed;

    OperatingCurve(int runs, long seed) {
        this.runs = runs;
        this.seed = seed;
    }

    public static void main(String[] arguments) throws IOException {
        OperatingCurve curve = new OperatingCurve(RUNS, SEED);
        List<Table> tables = curve.tables();
        String page = Files.readString(PAGE);
        String text = tables.stream().map(Table::markdown).collect(Collectors.joining("\n"));
        Files.writeString(
                PAGE,
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n" + text + "\n"
                        + page.substring(page.indexOf(END)));
        Files.writeString(CHART, curve.chart(tables.getFirst()));
    }

    /** Shares by row and column. */
    record Table(String title, List<String> head, List<String> rows, List<List<Share>> cells) {
        String markdown() {
            StringBuilder text = new StringBuilder("**" + title + "**\n\n");
            text.append("| ").append(String.join(" | ", head)).append(" |\n");
            text.append("| ")
                    .append(String.join(" | ", head.stream().map(h -> "---").toList()))
                    .append(" |\n");
            for (int i = 0; i < rows.size(); i++) {
                text.append("| ")
                        .append(rows.get(i))
                        .append(" | ")
                        .append(cells.get(i).stream().map(Share::toString).collect(Collectors.joining(" | ")))
                        .append(" |\n");
            }
            return text.toString();
        }
    }

    List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        for (int[] split : SPLITS) {
            tables.add(errors(split[0], split[1]));
        }
        tables.add(falseAborts());
        tables.add(latency());
        tables.add(limit());
        tables.addAll(new BakeCurve(this).tables());
        return tables;
    }

    private Table errors(int green, int blue) {
        return table(
                String.format(
                        Locale.ROOT,
                        "Aborted, in percent, with %,d requests to the new revision, %,d to the old one",
                        green,
                        blue),
                "old revision's error rate",
                BASES,
                OperatingCurve::percent,
                EFFECTS,
                effect -> effect == 0 ? "no worse" : "+" + percent(effect).replace(" %", " points"),
                (base, effect) -> new Step(
                        new Traffic(green, base + effect, 100),
                        Optional.of(new Traffic(blue, base, 100)),
                        Simulation.gate(1, 1),
                        LOOKS),
                judgement -> judgement instanceof Judgement.Failed);
    }

    private Table falseAborts() {
        List<Double> requests = List.of(1_000.0, 2_000.0, 5_000.0);
        return rows(
                "Whole releases of an equally good revision that were aborted, in percent: steps of 10, 50 and 100 percent, errors and"
                        + " latency, all 8 looks",
                "error rate of both",
                BASES,
                OperatingCurve::percent,
                requests,
                many -> String.format(Locale.ROOT, "%,.0f requests a step", many),
                (base, many) -> simulation -> aborted(simulation, base, many, AlphaBudget.spread(3)));
    }

    /** Whether a step of an equally good revision is failed. @param budgets the first three are the steps' */
    static boolean aborted(Simulation simulation, double base, double many, List<AlphaBudget> budgets) {
        List<Integer> shares = List.of(10, 50, 100);
        for (int i = 0; i < 3; i++) {
            int green = (int) (many * shares.get(i) / 100);
            int blue = (int) (many - green);
            Judgement judgement = simulation.run(new Step(
                    new Traffic(green, base, 100),
                    blue == 0 ? Optional.empty() : Optional.of(new Traffic(blue, base, 100)),
                    Simulation.gate(Math.max(base, 0.0001), 2),
                    budgets.get(i).looks()));
            if (judgement instanceof Judgement.Failed) {
                return true;
            }
        }
        return false;
    }

    private Table latency() {
        List<Double> factors = List.of(1.0, 1.1, 1.25, 1.5, 2.0, 3.0);
        List<double[]> rows = List.of(
                new double[] {100, 900, 10},
                new double[] {100, 900, 200},
                new double[] {400, 3_600, 10},
                new double[] {400, 3_600, 200},
                new double[] {2_000, 2_000, 10},
                new double[] {2_000, 2_000, 200});
        return rows(
                "Aborted for latency, in percent, by how many times slower every answer of the new revision was",
                "requests to the new, the old; the old one's median",
                rows,
                row -> String.format(Locale.ROOT, "%,.0f, %,.0f; %.0f ms", row[0], row[1], row[2]),
                factors,
                factor -> String.format(Locale.ROOT, "× %.3g", factor),
                (row, factor) -> simulation -> simulation.run(new Step(
                                new Traffic((int) row[0], 0, row[2] * factor),
                                Optional.of(new Traffic((int) row[1], 0, row[2])),
                                Simulation.gate(1, 1),
                                LOOKS))
                        instanceof Judgement.Failed);
    }

    private Table limit() {
        List<Double> bases = List.of(0.001, 0.003, 0.005, 0.01, 0.02, 0.05);
        List<Double> requests = List.of(100.0, 400.0, 2_000.0);
        return rows(
                "Passed, in percent: under all traffic and a maximum-error-rate of 1 %, waiting up to ten times as long",
                "new revision's error rate",
                bases,
                OperatingCurve::percent,
                requests,
                many -> String.format(Locale.ROOT, "%,.0f requests in the time of observation", many),
                (base, many) -> simulation -> simulation.run(new Step(
                                new Traffic(many.intValue(), base, 100),
                                Optional.empty(),
                                Simulation.gate(0.01, 10),
                                2))
                        instanceof Judgement.Passed);
    }

    interface Cell<R, C, T> {
        T at(R row, C column);
    }

    private <R, C> Table table(
            String title,
            String corner,
            List<R> rows,
            Function<R, String> rowName,
            List<C> columns,
            Function<C, String> columnName,
            Cell<R, C, Step> step,
            Predicate<Judgement> counted) {
        return rows(
                title,
                corner,
                rows,
                rowName,
                columns,
                columnName,
                (row, column) -> simulation -> counted.test(simulation.run(step.at(row, column))));
    }

    <R, C> Table rows(
            String title,
            String corner,
            List<R> rows,
            Function<R, String> rowName,
            List<C> columns,
            Function<C, String> columnName,
            Cell<R, C, Predicate<Simulation>> trial) {
        List<String> head = new ArrayList<>(List.of(corner));
        columns.forEach(column -> head.add(columnName.apply(column)));
        List<List<Share>> cells = IntStream.range(0, rows.size())
                .parallel()
                .mapToObj(row -> IntStream.range(0, columns.size())
                        .mapToObj(column -> share(
                                trial.at(rows.get(row), columns.get(column)),
                                seed + title.hashCode() * 1_000L + row * 100L + column))
                        .toList())
                .toList();
        return new Table(title, head, rows.stream().map(rowName).toList(), cells);
    }

    private Share share(Predicate<Simulation> trial, long cellSeed) {
        Simulation simulation = new Simulation(cellSeed);
        long many =
                IntStream.range(0, runs).filter(run -> trial.test(simulation)).count();
        return new Share(many, runs);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g", share * 100).replaceAll("\\.?0+$", "") + " %";
    }

    /** Power by effect, one line an error rate. */
    private String chart(Table table) {
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" font-family="sans-serif" font-size="13">
                <rect width="640" height="360" fill="white"/>
                <text x="320" y="22" text-anchor="middle">How often a worse revision is aborted (400 requests to it, 3,600 to the old one)</text>
                """);
        for (int percent = 0; percent <= 100; percent += 20) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M60 %1$.1fH500\" stroke=\"#ddd\"/><text x=\"52\" y=\"%2$.1f\" text-anchor=\"end\">%3$d %%</text>%n",
                    y(percent),
                    y(percent) + 4,
                    percent));
        }
        EFFECTS.forEach(effect -> svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"322\" text-anchor=\"middle\">+%.0f</text>%n",
                x(effect),
                effect * 100)));
        svg.append(
                "<text x=\"280\" y=\"346\" text-anchor=\"middle\">points of error rate more than the old revision</text>\n");
        List<String> colours = List.of("#1b5e20", "#2e7d32", "#1565c0", "#ef6c00", "#c62828");
        for (int i = 0; i < table.rows().size(); i++) {
            svg.append(line(table.cells().get(i), colours.get(i)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"515\" y=\"%d\" fill=\"%s\">old one: %s</text>%n",
                    120 + 22 * i,
                    colours.get(i),
                    table.rows().get(i)));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String line(List<Share> shares, String colour) {
        String points = IntStream.range(0, shares.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        x(EFFECTS.get(i)),
                        y(100.0 * shares.get(i).many() / shares.get(i).runs())))
                .collect(Collectors.joining(" "));
        return "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\"/>\n";
    }

    private static double x(double effect) {
        return 60 + 4_300 * effect;
    }

    private static double y(double percent) {
        return 300 - 2.6 * percent;
    }
}
