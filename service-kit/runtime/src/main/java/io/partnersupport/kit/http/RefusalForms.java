package io.partnersupport.kit.http;

import io.partnersupport.kit.http.RefusalForm.Refused;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The form of a refusal: a problem document, unless the address has a form of its own. */
@Singleton
class RefusalForms {
    private final List<RefusalForm> forms;

    RefusalForms(@All List<RefusalForm> forms) {
        this.forms = forms;
    }

    Refused of(String path, Problem problem) {
        return forms.stream()
                .filter(form -> form.isOf(path))
                .findFirst()
                .map(form -> form.of(problem))
                .orElseGet(() -> new Refused(Problem.MEDIA_TYPE, problem, Map.of()));
    }
}
