package io.partnersupport.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guide shows is what the end-to-end scenarios run. */
class GuideTest {
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "java, src/main/java/io/partnersupport/example/MainJob.java",
        "ts, src/main/typescript/main-job.ts",
        "xml, pom.xml"
    })
    void showsCodeThatRuns(String language, Path source) throws IOException {
        List<String> shown = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> unindented(block.group(2)))
                .toList();

        assertThat(shown).isNotEmpty();
        assertThat(unindented(Files.readString(source))).contains(shown);
    }

    private static String unindented(String text) {
        return text.replaceAll("(?m)^[ \t]+", "");
    }
}
