package io.partnersupport.kit.http;

/** Carries a refusal from a resource to the edge. Made only in {@code api} packages; the domain answers decisions. */
public final class ProblemException extends RuntimeException {
    private final transient Problem.Builder problem;

    ProblemException(Problem.Builder problem) {
        super(null, null, false, false); // a refusal is an answer, not a fault: no stack trace
        this.problem = problem;
    }

    Problem.Builder problem() {
        return problem;
    }
}
