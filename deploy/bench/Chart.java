import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts together what was measured in several whole runs beside what was wanted: {@code java Chart.java RUNS RESULTS} reads
 * the lines "what|wanted|median" of RUNS/*&#47;*.ratios and writes RESULTS/ratios.md and RESULTS/ratios.svg,
 * in which each is drawn as a part of what was wanted.
 */
class Chart {
    private static final int LEFT = 330;
    private static final int UNIT = 160; // so wide is what was wanted
    private static final int LONGEST = 4;
    private static final int LINE = 26;

    /** What was measured in each run, in their order. */
    private record Ratio(String what, boolean atLeast, double wanted, List<Double> runs) {
        static Ratio of(String line) {
            String[] parts = line.split("\\|");
            return new Ratio(
                    parts[0],
                    parts[1].startsWith(">"),
                    Double.parseDouble(parts[1].substring(2).strip()),
                    List.of(Double.valueOf(parts[2])));
        }

        Ratio and(Ratio later) {
            return new Ratio(what, atLeast, wanted, Stream.concat(runs.stream(), later.runs.stream()).toList());
        }

        double median() {
            return runs.stream().sorted().skip((runs.size() - 1) / 2).findFirst().orElseThrow();
        }

        double least() {
            return Collections.min(runs);
        }

        double most() {
            return Collections.max(runs);
        }

        String limit() {
            return (atLeast ? "\u2265 " : "\u2264 ") + number(wanted);
        }

        boolean isMet() {
            return atLeast ? median() >= wanted : median() <= wanted;
        }

        double place(double value) {
            return LEFT + Math.min(value / wanted, LONGEST) * UNIT;
        }
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, Ratio> byWhat = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".ratios")).sorted().toList()) {
                Files.readAllLines(file).forEach(line -> byWhat.merge(line.split("\\|")[0], Ratio.of(line), Ratio::and));
            }
        }
        List<Ratio> ratios = List.copyOf(byWhat.values());
        Path results = Path.of(arguments[1]);
        Files.writeString(results.resolve("ratios.md"), table(ratios));
        Files.writeString(results.resolve("ratios.svg"), chart(ratios));
    }

    private static String table(List<Ratio> ratios) {
        StringBuilder table = new StringBuilder("""
                # Measured beside wanted

                Written by `deploy/bench/all`; the median of whole runs of it, and each of them. How each is measured is in the
                table of its name.

                | | wanted | median | runs |
                | --- | --- | --- | --- |
                """);
        ratios.forEach(ratio -> table.append("| %s | %s | %s%s | %s |\n".formatted(
                ratio.what(), ratio.limit(), number(ratio.median()), ratio.isMet() ? "" : ", **not met**",
                ratio.runs().stream().map(Chart::number).collect(Collectors.joining(", ")))));
        return table.toString();
    }

    private static String chart(List<Ratio> ratios) {
        int width = LEFT + LONGEST * UNIT + 120;
        int height = 60 + ratios.size() * LINE;
        StringBuilder svg = new StringBuilder(("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">\n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n<text x=\"10\" y=\"22\">Measured beside wanted (the line); the thin bar is the spread of the runs</text>\n")
                .formatted(width, height));
        for (int i = 0; i < ratios.size(); i++) {
            Ratio ratio = ratios.get(i);
            int y = 40 + i * LINE;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"10\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"%s\"/>"
                            + "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"2\" fill=\"black\"/><text x=\"%.1f\" y=\"%d\">%s (wanted %s)</text>%n",
                    y + 12, ratio.what(), LEFT, y, ratio.place(ratio.median()) - LEFT, ratio.isMet() ? "#4a8f5c" : "#b9543f",
                    ratio.place(ratio.least()), y + 6, ratio.place(ratio.most()) - ratio.place(ratio.least()),
                    Math.max(ratio.place(ratio.most()), LEFT + UNIT) + 6, y + 12,
                    number(ratio.median()), ratio.limit()));
        }
        svg.append("<line x1=\"%1$d\" x2=\"%1$d\" y1=\"32\" y2=\"%2$d\" stroke=\"black\"/>\n</svg>\n".formatted(LEFT + UNIT, height - 16));
        return svg.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.2f", value);
    }
}
