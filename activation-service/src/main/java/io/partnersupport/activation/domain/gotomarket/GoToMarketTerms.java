package io.partnersupport.activation.domain.gotomarket;

import io.partnersupport.activation.domain.benefit.Category;

/** What an offer is, and how it is used. */
public record GoToMarketTerms(String description, String instructions) {
    public static final Category<GoToMarketTerms> CATEGORY = new Category<>("GO_TO_MARKET", GoToMarketTerms.class);
}
