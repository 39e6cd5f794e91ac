package io.partnersupport.activation.api;

import io.partnersupport.activation.application.ListTechnicalBenefits;
import io.partnersupport.activation.application.ShowContracts;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.start.WarmUp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class ActivationWarmUp implements WarmUp {
    private static final PartnerId NO_PARTNER = new PartnerId("0");

    private final ListTechnicalBenefits listTechnicalBenefits;
    private final ShowContracts showContracts;
    private final ViewFreshness freshness;

    ActivationWarmUp(
            ListTechnicalBenefits listTechnicalBenefits, ShowContracts showContracts, ViewFreshness freshness) {
        this.listTechnicalBenefits = listTechnicalBenefits;
        this.showContracts = showContracts;
        this.freshness = freshness;
    }

    @Override
    public List<Object> answers() {
        return List.of(
                TechnicalBenefitListResponse.from(listTechnicalBenefits.of(NO_PARTNER, NOBODY), freshness.asOf()),
                showContracts.list(NOBODY, Optional.of(NO_PARTNER), Optional.empty(), 1).stream()
                        .map(PartnerContractResponse::from)
                        .toList());
    }
}
