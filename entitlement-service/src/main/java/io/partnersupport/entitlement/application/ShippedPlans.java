package io.partnersupport.entitlement.application;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.partnersupport.entitlement.domain.plan.PlanTerms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The kinds of paid plans that ship with the service, under {@code catalogue/}. */
public final class ShippedPlans {
    private ShippedPlans() {}

    public static List<PlanTerms> read() {
        try (InputStream document =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("catalogue/plans.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(document, new TypeReference<List<PlanTerms>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
