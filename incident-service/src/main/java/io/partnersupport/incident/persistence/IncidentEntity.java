package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.PlanId;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.incident.Channel;
import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.Incident;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.OnBehalf;
import io.partnersupport.incident.domain.incident.Opener;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.incident.Opening.PlanUsed;
import io.partnersupport.incident.domain.incident.ProblemClassification;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.Progress;
import io.partnersupport.incident.domain.lifecycle.Resolution;
import io.partnersupport.incident.domain.plan.ChosenBecause;
import io.partnersupport.incident.domain.plan.PlanType;
import io.partnersupport.incident.domain.response.ResponseStep;
import io.partnersupport.incident.domain.response.ResponseTarget;
import io.partnersupport.kit.event.EventJson;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "incident")
class IncidentEntity {
    @Id
    UUID id;

    String number;

    @Enumerated(EnumType.STRING)
    IncidentStatus status;

    String account;
    String accountPartner;

    @Enumerated(EnumType.STRING)
    IncidentKind kind;

    String productId;
    String version;

    @Enumerated(EnumType.STRING)
    Severity severity;

    String title;
    String description;
    String contact;

    @Enumerated(EnumType.STRING)
    Channel channel;

    @Enumerated(EnumType.STRING)
    ProblemClassification problemClassification;

    UUID customerId;
    String customerDomain;
    UUID azureSubscription;

    UUID benefitId;
    UUID planId;

    @Enumerated(EnumType.STRING)
    PlanType planType;

    String planName;
    UUID contract;
    String partnerId;

    @Enumerated(EnumType.STRING)
    ChosenBecause chosenBecause;

    long units;
    Instant dueAt;
    String dueExplanation;
    Instant openedAt;
    String engineer;

    Instant firstRespondedAt;

    @Enumerated(EnumType.STRING)
    Resolution resolution;

    Instant endedAt;
    boolean refunded;
    Instant erasedAt;
    long sequence;

    HandledIncident toHandled(EventJson json) {
        return new HandledIncident(
                toIncident(json),
                new Progress(
                        status,
                        Optional.ofNullable(engineer).map(AccountId::new),
                        Optional.ofNullable(firstRespondedAt),
                        Optional.ofNullable(endedAt),
                        Optional.ofNullable(resolution),
                        refunded),
                sequence);
    }

    void set(Progress progress) {
        status = progress.status();
        engineer = progress.engineer().map(AccountId::value).orElse(null);
        firstRespondedAt = progress.firstRespondedAt().orElse(null);
        endedAt = progress.endedAt().orElse(null);
        resolution = progress.resolution().orElse(null);
        refunded = progress.refunded();
    }

    Incident toIncident(EventJson json) {
        return new Incident(
                number,
                status,
                new Opening(
                        new IncidentId(id),
                        new Opener(
                                new AccountId(account),
                                Optional.ofNullable(accountPartner).map(PartnerId::new)),
                        new IncidentRequest(
                                kind,
                                productId,
                                Optional.ofNullable(version),
                                severity,
                                title,
                                description,
                                json.read(contact, Contact.class),
                                channel,
                                Optional.ofNullable(problemClassification),
                                Optional.ofNullable(customerId)
                                        .map(customer -> new OnBehalf(
                                                new CustomerId(customer),
                                                Optional.ofNullable(customerDomain),
                                                Optional.ofNullable(azureSubscription)))),
                        Optional.ofNullable(planId)
                                .map(plan -> new PlanUsed(
                                        new PlanId(plan),
                                        planType,
                                        planName,
                                        Optional.ofNullable(contract).map(ContractRef::new),
                                        new PartnerId(partnerId))),
                        chosenBecause,
                        units,
                        new ResponseTarget(dueAt, List.of(json.read(dueExplanation, ResponseStep[].class))),
                        openedAt));
    }
}
