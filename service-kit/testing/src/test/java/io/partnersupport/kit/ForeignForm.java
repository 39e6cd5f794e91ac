package io.partnersupport.kit;

import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.RefusalForm;
import jakarta.inject.Singleton;
import java.util.Map;

/** Refusals below /foreign have one member. */
@Singleton
class ForeignForm implements RefusalForm {
    @Override
    public boolean isOf(String path) {
        return path.startsWith("/foreign/");
    }

    @Override
    public Refused of(Problem problem) {
        return new Refused("application/json", Map.of("wrong", problem.code()), Map.of("X-Wrong", problem.code()));
    }
}
