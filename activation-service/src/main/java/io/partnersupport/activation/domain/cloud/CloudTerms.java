package io.partnersupport.activation.domain.cloud;

import io.partnersupport.activation.domain.benefit.Category;

/** How a cloud service is used. */
public record CloudTerms(Model model, String instructions) {
    public static final Category<CloudTerms> CATEGORY = new Category<>("CLOUD_SERVICE", CloudTerms.class);

    public enum Model {
        /** By a person who assigned themselves. */
        USAGE_BASED,
        /** By keys. */
        LICENSE_BASED
    }
}
