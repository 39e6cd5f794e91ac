package io.partnersupport.activation.domain.subscription;

import io.partnersupport.activation.domain.benefit.Category;

/** What a seat brings, such as Visual Studio Enterprise. */
public record SubscriptionTerms(String level) {
    public static final Category<SubscriptionTerms> CATEGORY = new Category<>("SUBSCRIPTION", SubscriptionTerms.class);
}
