package io.partnersupport.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.e2e.Stack;
import io.partnersupport.e2e.faults.Trial.Result;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The faults that every build can afford; all of them: {@code deploy/e2e/faults}. */
@ExtendWith(Stack.class)
@EnabledOnOs(OS.LINUX)
@DisplayName("I1–I12 of RELIABILITY.md hold through")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultSmokeTest {
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);
    /** A build shares its machine; the promised times are measured by the whole matrix. */
    private static final double LENIENCY = 3;

    private static FaultMatrix matrix;

    @BeforeAll
    static void putsTheStackOnTheBench() throws Exception {
        System.out.println("Faults with seed " + SEED);
        matrix = new FaultMatrix(Stack.DATA, Stack.PORT_OFFSET, SEED, LENIENCY);
        matrix.begin();
    }

    @AfterAll
    static void leavesAWholeStackToTheNextTest() throws Exception {
        if (matrix != null) {
            matrix.close();
        }
        Stack.heal();
    }

    static Stream<Fault> faults() {
        return Faults.all().stream().filter(Fault::inSmoke);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @Order(1)
    void nothingIsLost(Fault fault) throws Exception {
        Result result = matrix.run(fault);
        assertThat(result.violations()).as("with -Dfaults.seed=%d", SEED).isEmpty();
        assertThat(result.checks()).isPositive();
    }

    static Stream<Plant> plants() {
        return matrix.plants().stream();
    }

    @ParameterizedTest(name = "what is planted is found: {0}")
    @MethodSource("plants")
    @Order(2)
    void theCheckerComplains(Plant plant) throws Exception {
        assertThat(matrix.check(plant).violations()).anyMatch(violation -> violation.startsWith(plant.invariant()));
    }
}
