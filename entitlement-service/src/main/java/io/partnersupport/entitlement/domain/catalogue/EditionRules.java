package io.partnersupport.entitlement.domain.catalogue;

import static io.partnersupport.entitlement.domain.catalogue.EditionFault.CLOSES_BEFORE_IT_OPENS;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.DOWNLOAD_IS_NOT_OFFERED;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.DUPLICATE_CODE;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.ENDS_BEFORE_IT_STARTS;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.LANGUAGE_HAS_TWO_CALENDARS;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.LEAVES_A_TIME_WITHOUT_EDITION;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.OFFER_WITHOUT_COMPETENCY_AREA;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.OVERLAPPING_GRANTS;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.QUANTITY_OR_UNLIMITED;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.REFUND_IS_UNDECIDED;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.REMINDER_AFTER_THE_WINDOW;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.STARTS_WITH_ANOTHER_EDITION;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.TERMS_ARE_MISSING;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.TERMS_OF_ANOTHER_CATEGORY;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.UNIT_IS_NEVER_UNLIMITED;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.UNIT_OF_ANOTHER_CATEGORY;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.UNKNOWN_OFFER_IN_GRANT;
import static io.partnersupport.entitlement.domain.catalogue.EditionFault.UNKNOWN_TIME_ZONE;

import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.BenefitUnit;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.Category;
import io.partnersupport.entitlement.domain.catalogue.EditionFault.Located;
import io.partnersupport.entitlement.domain.catalogue.GrantRule.Areas;
import io.partnersupport.entitlement.domain.catalogue.Policies.Resolution;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether an edition makes sense (E-9): finds every fault, also in a document whose structure has faults of its own,
 * which a schema reports.
 */
public final class EditionRules {
    private static final Set<BenefitUnit> NEVER_UNLIMITED =
            Set.of(BenefitUnit.SEAT, BenefitUnit.CREDIT, BenefitUnit.LICENSE, BenefitUnit.OFFER);
    private static final List<String> TERMS =
            List.of("covers", "software", "cloudService", "subscription", "goToMarket");

    private final List<Located> faults = new ArrayList<>();

    private EditionRules() {}

    /**
     * Every fault.
     *
     * @param document maps, lists, texts, numbers and truth values
     * @param others the newest revisions of the other editions
     */
    public static List<Located> faults(Map<String, ?> document, List<EditionPeriod> others) {
        EditionRules rules = new EditionRules();
        DocumentPart edition = new DocumentPart("", document);
        rules.checkPeriod(edition, others);
        rules.checkPolicies(edition.field("policies"));
        rules.checkUnique(edition, "competencyAreas", "code");
        rules.checkUnique(edition, "offers", "code");
        rules.checkUnique(edition, "benefits", "kind");
        edition.each("benefits").forEach(benefit -> rules.checkBenefit(benefit, edition));
        return List.copyOf(rules.faults);
    }

    private void checkPeriod(DocumentPart edition, List<EditionPeriod> others) {
        Optional<Instant> from = instant(edition.field("effectiveFrom"));
        Optional<Instant> to = instant(edition.field("effectiveTo"));
        if (from.isEmpty() || (to.isEmpty() && edition.has("effectiveTo"))) {
            return; // the schema has said what is wrong with them
        }
        if (to.isPresent() && !from.get().isBefore(to.get())) {
            add(edition.field("effectiveTo"), ENDS_BEFORE_IT_STARTS);
        } else if (leavesAGap(new EditionPeriod(from.get(), to), others)) {
            add(edition.field("effectiveTo"), LEAVES_A_TIME_WITHOUT_EDITION);
        }
        if (others.stream().anyMatch(other -> other.from().equals(from.get()))) {
            add(edition.field("effectiveFrom"), STARTS_WITH_ANOTHER_EDITION);
        }
    }

    /** From the first edition on, every purchase must find one in force. */
    private static boolean leavesAGap(EditionPeriod period, List<EditionPeriod> others) {
        List<EditionPeriod> all = Stream.concat(Stream.of(period), others.stream())
                .sorted(Comparator.comparing(EditionPeriod::from))
                .toList();
        Instant reached = all.get(0).from();
        for (EditionPeriod each : all) {
            if (each.from().isAfter(reached)) {
                return true;
            }
            if (each.to().isEmpty()) {
                return false;
            }
            reached = each.to().filter(reached::isBefore).orElse(reached);
        }
        return true;
    }

    private void checkPolicies(DocumentPart policies) {
        DocumentPart reminders = policies.field("renewalReminders");
        reminders
                .number("daysAfter")
                .ifPresent(after -> policies.number("renewalWindowDays")
                        .filter(window -> after > window)
                        .ifPresent(window -> add(reminders.field("daysAfter"), REMINDER_AFTER_THE_WINDOW)));

        DocumentPart incidents = policies.field("incidents");
        List<String> decided = incidents
                .each("refunds")
                .flatMap(refund -> refund.text("resolution").stream())
                .toList();
        boolean eachOnce = Stream.of(Resolution.values())
                .allMatch(resolution ->
                        decided.stream().filter(resolution.name()::equals).count() == 1);
        if (incidents.has("refunds") && !eachOnce) {
            add(incidents.field("refunds"), REFUND_IS_UNDECIDED);
        }

        Set<String> taken = new HashSet<>();
        policies.each("calendars").forEach(calendar -> checkCalendar(calendar, taken));
    }

    private void checkCalendar(DocumentPart calendar, Set<String> taken) {
        calendar.text("timeZone")
                .filter(zone -> !ZoneId.getAvailableZoneIds().contains(zone))
                .ifPresent(zone -> add(calendar.field("timeZone"), UNKNOWN_TIME_ZONE));
        calendar.text("opensAt")
                .ifPresent(opens -> calendar.text("closesAt")
                        .filter(closes -> closes.compareTo(opens) <= 0)
                        .ifPresent(closes -> add(calendar.field("closesAt"), CLOSES_BEFORE_IT_OPENS)));
        calendar.text("region")
                .ifPresent(region -> calendar.each("languages")
                        .filter(language -> language.text()
                                .filter(text -> !taken.add(region + " " + text))
                                .isPresent())
                        .forEach(language -> add(language, LANGUAGE_HAS_TWO_CALENDARS)));
    }

    private void checkUnique(DocumentPart edition, String list, String key) {
        Set<String> seen = new HashSet<>();
        edition.each(list)
                .map(item -> item.field(key))
                .filter(code -> code.text().filter(text -> !seen.add(text)).isPresent())
                .forEach(code -> add(code, DUPLICATE_CODE));
    }

    private void checkBenefit(DocumentPart benefit, DocumentPart edition) {
        benefit.constant("category", Category.class).ifPresent(category -> {
            benefit.constant("unit", BenefitUnit.class)
                    .filter(unit -> !unitsOf(category).contains(unit))
                    .ifPresent(unit -> add(benefit.field("unit"), UNIT_OF_ANOTHER_CATEGORY));
            TERMS.stream()
                    .filter(terms -> benefit.has(terms) != terms.equals(termsOf(category)))
                    .forEach(terms -> add(
                            benefit.field(terms), benefit.has(terms) ? TERMS_OF_ANOTHER_CATEGORY : TERMS_ARE_MISSING));
            benefit.each("grants")
                    .filter(grant -> grant.has("presalesDeducts") && category != Category.ADVISORY)
                    .forEach(grant -> add(grant.field("presalesDeducts"), TERMS_OF_ANOTHER_CATEGORY));
        });
        checkDownloads(benefit.field("software"));
        List<DocumentPart> earlier = new ArrayList<>();
        benefit.each("grants").forEach(grant -> {
            checkGrant(grant, benefit, edition);
            if (earlier.stream().anyMatch(other -> overlaps(other, grant))) {
                add(grant, OVERLAPPING_GRANTS);
            }
            earlier.add(grant);
        });
    }

    private static Set<BenefitUnit> unitsOf(Category category) {
        return switch (category) {
            case TECHNICAL_SUPPORT -> Set.of(BenefitUnit.INCIDENT);
            case ADVISORY -> Set.of(BenefitUnit.HOUR);
            case SOFTWARE -> Set.of(BenefitUnit.LICENSE);
            case CLOUD_SERVICE -> Set.of(BenefitUnit.LICENSE, BenefitUnit.CREDIT);
            case SUBSCRIPTION -> Set.of(BenefitUnit.SEAT);
            case GO_TO_MARKET -> Set.of(BenefitUnit.OFFER);
        };
    }

    private static String termsOf(Category category) {
        return switch (category) {
            case TECHNICAL_SUPPORT, ADVISORY -> "covers";
            case SOFTWARE -> "software";
            case CLOUD_SERVICE -> "cloudService";
            case SUBSCRIPTION -> "subscription";
            case GO_TO_MARKET -> "goToMarket";
        };
    }

    private void checkDownloads(DocumentPart software) {
        software.each("downloads").forEach(download -> {
            checkOffered(download.field("language"), software.each("languages"));
            checkOffered(download.field("operatingSystem"), software.each("operatingSystems"));
        });
    }

    private void checkOffered(DocumentPart chosen, Stream<DocumentPart> offered) {
        if (chosen.text().isPresent() && offered.noneMatch(each -> each.text().equals(chosen.text()))) {
            add(chosen, DOWNLOAD_IS_NOT_OFFERED);
        }
    }

    private void checkGrant(DocumentPart grant, DocumentPart benefit, DocumentPart edition) {
        grant.text("offer").ifPresent(code -> {
            Optional<DocumentPart> offer = edition.each("offers")
                    .filter(each -> each.text("code").equals(Optional.of(code)))
                    .findFirst();
            if (offer.isEmpty()) {
                add(grant.field("offer"), UNKNOWN_OFFER_IN_GRANT);
            } else if (Boolean.FALSE.equals(
                            offer.get().field("needsCompetencyArea").value())
                    && grant.constant("areas", Areas.class)
                            .filter(areas -> areas != Areas.ANY)
                            .isPresent()) {
                add(grant.field("areas"), OFFER_WITHOUT_COMPETENCY_AREA);
            }
        });
        if (grant.isTrue("unlimited") == grant.has("quantity")) {
            add(grant.field("quantity"), QUANTITY_OR_UNLIMITED);
        }
        if (grant.isTrue("unlimited")
                && benefit.constant("unit", BenefitUnit.class)
                        .filter(NEVER_UNLIMITED::contains)
                        .isPresent()) {
            add(grant.field("unlimited"), UNIT_IS_NEVER_UNLIMITED);
        }
    }

    /** Two rules would speak of one cell of the table. */
    private static boolean overlaps(DocumentPart one, DocumentPart other) {
        Optional<String> areas = one.text("areas");
        Optional<String> otherAreas = other.text("areas");
        boolean ofOneOffer = one.text("offer").isPresent() && one.text("offer").equals(other.text("offer"));
        boolean ofOneArea = areas.equals(otherAreas)
                || Stream.of(areas, otherAreas).anyMatch(Optional.of(Areas.ANY.name())::equals);
        return ofOneOffer && areas.isPresent() && otherAreas.isPresent() && ofOneArea;
    }

    private static Optional<Instant> instant(DocumentPart part) {
        try {
            return part.text().map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void add(DocumentPart part, EditionFault fault) {
        faults.add(new Located(part.path(), fault));
    }
}
