import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Draws what was measured beside what was wanted, each as a part of the latter: {@code java Chart.java FOLDER} reads the
 * lines "what|wanted|median|least|most" of FOLDER/*.ratios and writes FOLDER/ratios.svg.
 */
class Chart {
    private static final int LEFT = 330;
    private static final int UNIT = 160; // so wide is what was wanted
    private static final int LONGEST = 4;
    private static final int LINE = 26;

    private record Ratio(String what, boolean atLeast, double wanted, double median, double least, double most) {
        static Ratio of(String line) {
            String[] parts = line.split("\\|");
            return new Ratio(
                    parts[0],
                    parts[1].startsWith(">"),
                    Double.parseDouble(parts[1].substring(2).strip()),
                    Double.parseDouble(parts[2]),
                    Double.parseDouble(parts[3]),
                    Double.parseDouble(parts[4]));
        }

        boolean isMet() {
            return atLeast ? median >= wanted : median <= wanted;
        }

        double place(double value) {
            return LEFT + Math.min(value / wanted, LONGEST) * UNIT;
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<Ratio> ratios = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".ratios")).sorted().toList()) {
                Files.readAllLines(file).forEach(line -> ratios.add(Ratio.of(line)));
            }
        }
        int width = LEFT + LONGEST * UNIT + 120;
        int height = 60 + ratios.size() * LINE;
        StringBuilder svg = new StringBuilder(("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">\n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n<text x=\"10\" y=\"22\">Measured beside wanted (the line); the thin bar is the spread of the rounds</text>\n")
                .formatted(width, height));
        for (int i = 0; i < ratios.size(); i++) {
            Ratio ratio = ratios.get(i);
            int y = 40 + i * LINE;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"10\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"%s\"/>"
                            + "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"2\" fill=\"black\"/><text x=\"%.1f\" y=\"%d\">%s (wanted %s %s)</text>%n",
                    y + 12, ratio.what(), LEFT, y, ratio.place(ratio.median()) - LEFT, ratio.isMet() ? "#4a8f5c" : "#b9543f",
                    ratio.place(ratio.least()), y + 6, ratio.place(ratio.most()) - ratio.place(ratio.least()),
                    Math.max(ratio.place(ratio.most()), LEFT + UNIT) + 6, y + 12,
                    number(ratio.median()), ratio.atLeast() ? "&#8805;" : "&#8804;", number(ratio.wanted())));
        }
        svg.append("<line x1=\"%1$d\" x2=\"%1$d\" y1=\"32\" y2=\"%2$d\" stroke=\"black\"/>\n</svg>\n".formatted(LEFT + UNIT, height - 16));
        Files.writeString(folder.resolve("ratios.svg"), svg.toString());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.2f", value);
    }
}
