package io.partnersupport.activation.application;

import io.partnersupport.activation.application.ShowContracts.ShownContract;
import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.activation.Activation;
import io.partnersupport.activation.domain.activation.ActivationId;
import io.partnersupport.activation.domain.activation.ActivationRules;
import io.partnersupport.activation.domain.activation.ActivationRules.Situation;
import io.partnersupport.activation.domain.activation.ActivationStatus;
import io.partnersupport.activation.domain.activation.Activations;
import io.partnersupport.activation.domain.activation.Refusal;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.Benefits;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.activation.domain.benefit.Quantity;
import io.partnersupport.activation.domain.contract.ContractLine;
import io.partnersupport.activation.domain.contract.Contracts;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the technical benefits of a partner, and for each whether the caller may activate it. */
@ApplicationScoped
public class ListTechnicalBenefits {
    private final Benefits benefits;
    private final PartnerDirectory directory;
    private final Activations activations;
    private final Contracts contracts;
    private final ShowContracts showContracts;
    private final Clock clock;

    ListTechnicalBenefits(
            Benefits benefits,
            PartnerDirectory directory,
            Activations activations,
            Contracts contracts,
            ShowContracts showContracts,
            Clock clock) {
        this.benefits = benefits;
        this.directory = directory;
        this.activations = activations;
        this.contracts = contracts;
        this.showContracts = showContracts;
        this.clock = clock;
    }

    /**
     * What is shown.
     *
     * @param whoCanActivate the people to ask
     */
    public record TechnicalBenefits(List<TechnicalBenefit> items, List<Colleague> whoCanActivate) {}

    /**
     * One benefit at this moment.
     *
     * @param refusals every reason against activating it, apart from its having been requested already
     * @param contract once it was activated
     */
    public record TechnicalBenefit(
            GrantedBenefit benefit,
            ActivationStatus status,
            List<Refusal> refusals,
            Quantity remaining,
            Optional<ActivationId> activation,
            Optional<ShownContract> contract) {
        /** In use or on the way, or on offer now. */
        boolean isShown(Instant at) {
            return switch (status) {
                case REQUESTED, SUPERSEDED, WITHDRAWN, EXPIRED -> true;
                case ACTIVE -> contract.isPresent() || isOnOffer(at);
                case AVAILABLE, REJECTED -> isOnOffer(at);
            };
        }

        private boolean isOnOffer(Instant at) {
            return benefit.isUsable(at) && benefit.isListed(at);
        }
    }

    @Transactional
    public TechnicalBenefits of(PartnerId partner, Caller caller) {
        Instant now = clock.instant();
        List<GrantedBenefit> current = benefits.current(partner, now);
        List<BenefitId> ids = current.stream().map(GrantedBenefit::id).toList();
        Map<BenefitId, Activation> latest = activations.latest(ids);
        Map<BenefitId, Quantity> remaining = benefits.remaining(ids);
        List<ShownContract> known = contracts.of(partner).stream()
                .map(contract -> showContracts.show(caller, contract))
                .toList();
        Optional<ManagedIn> managedIn = directory.managedIn(partner);
        Optional<Actor> activator = PartnerAccess.activator(caller, partner);
        List<TechnicalBenefit> items = current.stream()
                .map(benefit -> {
                    Optional<Activation> activation = Optional.ofNullable(latest.get(benefit.id()));
                    Optional<ShownContract> contract = known.stream()
                            .filter(shown -> shown.contract().line(benefit.id()).isPresent())
                            .findFirst();
                    Optional<ContractLine> line =
                            contract.map(ShownContract::contract).flatMap(owner -> owner.line(benefit.id()));
                    return new TechnicalBenefit(
                            benefit,
                            ActivationStatus.of(benefit, activation, line, now),
                            ActivationRules.refusals(new Situation(benefit, activator, managedIn, now)),
                            remaining.getOrDefault(benefit.id(), benefit.quantity()),
                            activation.map(Activation::id),
                            contract);
                })
                .filter(item -> item.isShown(now))
                .toList();
        return new TechnicalBenefits(items, directory.usersWithAny(PartnerAccess.activatingRoles(), partner));
    }
}
