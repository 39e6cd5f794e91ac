package io.partnersupport.incident.domain;

import io.partnersupport.incident.domain.incident.Channel;
import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.Opener;
import io.partnersupport.incident.domain.incident.PlanWish;
import io.partnersupport.incident.domain.incident.Requester;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.plan.Covers;
import io.partnersupport.incident.domain.plan.PlanType;
import io.partnersupport.incident.domain.plan.Situation;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.plan.Units;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.Product.VendorSupport;
import io.partnersupport.incident.domain.product.Product.Version;
import io.partnersupport.incident.domain.product.ProductKind;
import io.partnersupport.incident.domain.response.BusinessCalendar;
import io.partnersupport.incident.domain.response.ResponsePolicy;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Products, plans and requests for the rules' tests. */
public final class Facts {
    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    public static final Instant STARTS_AT = Instant.parse("2026-03-02T09:30:00Z");
    public static final Instant ENDS_AT = Instant.parse("2027-03-31T00:00:00Z");

    public static final Version V2019 = version(
            "2019", "2019-11-04T00:00:00Z", "2022-11-16T00:00:00Z", "2025-11-18T00:00:00Z", "2025-03-01T00:00:00Z");
    public static final Version V2022 =
            version("2022", "2022-11-16T00:00:00Z", "2025-11-18T00:00:00Z", null, "2028-01-12T00:00:00Z");
    public static final Version V2025 = version("2025", "2025-11-18T00:00:00Z", null, null, "2031-01-07T00:00:00Z");
    public static final Product SQL_SERVER = product("sql-server", ProductKind.ON_PREMISES, V2019, V2022, V2025);
    public static final Product AZURE = product("azure", ProductKind.CLOUD);
    public static final Product MICROSOFT_365 =
            new Product("microsoft-365", "Microsoft 365", ProductKind.CLOUD, false, List.of(), null);
    public static final Product MARKETPLACE = new Product(
            "backup",
            "Backup",
            ProductKind.MARKETPLACE,
            false,
            List.of(),
            new VendorSupport("https://vendor.example", null, null));

    public static final Product ENTERPRISE_MOBILITY = product("enterprise-mobility", ProductKind.CLOUD);
    public static final Product DYNAMICS_365 = product("dynamics-365", ProductKind.CLOUD);
    public static final PartnerId PARTNER = new PartnerId("4960001");
    public static final Requester OUTSIDER =
            new Requester(new Opener(new AccountId("outsider"), Optional.empty()), false, Set.of());
    public static final PlanWish ANY_PLAN = new PlanWish(Optional.empty(), false);

    public static final ResponsePolicy RESPONSE_POLICY = new ResponsePolicy(
            Map.of(Severity.A, 2, Severity.B, 4, Severity.C, 8),
            1,
            List.of("en"),
            List.of(
                    calendar("PL", "pl", "Europe/Warsaw", "2026-06-04"),
                    calendar("US", "en", "America/New_York", "2026-07-03"),
                    calendar("GB", "en", "Europe/London", "2026-05-25")));

    private Facts() {}

    private static BusinessCalendar calendar(String region, String language, String zone, String holiday) {
        return new BusinessCalendar(
                region,
                List.of(language),
                ZoneId.of(zone),
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(9, 0),
                LocalTime.of(17, 30),
                Set.of(LocalDate.parse(holiday)));
    }

    private static Product product(String id, ProductKind kind, Version... versions) {
        return new Product(id, id, kind, true, List.of(versions), null);
    }

    private static Version version(String name, String released, String current, String previous, String mainstream) {
        Instant currentUntil = instant(current);
        Instant previousUntil = instant(previous);
        Instant mainstreamEndsAt = instant(mainstream);
        Instant coveredUntil = currentUntil == null
                ? null
                : previousUntil != null && previousUntil.isBefore(mainstreamEndsAt) ? previousUntil : mainstreamEndsAt;
        return new Version(name, instant(released), currentUntil, previousUntil, mainstreamEndsAt, coveredUntil);
    }

    private static Instant instant(String text) {
        return text == null ? null : Instant.parse(text);
    }

    /** Product Support with 20 incidents, of which some are used. */
    public static PlanBuilder productSupport(long used) {
        return new PlanBuilder("Microsoft Product Support", ProductKind.ON_PREMISES, Units.counted(20, used));
    }

    /** Unlimited Signature Cloud Support. */
    public static PlanBuilder cloudSupport() {
        return new PlanBuilder("Signature Cloud Support", ProductKind.CLOUD, Units.unlimited(7));
    }

    /** A plan for all cloud products that the partner pays for. */
    public static PlanBuilder paid(PlanType type) {
        PlanBuilder plan = new PlanBuilder(type.name(), ProductKind.CLOUD, Units.unlimited(0));
        plan.type = type;
        return plan;
    }

    /** What is known about a request of somebody without partner. */
    public static Situation linked(Product product, SupportPlan... plans) {
        return new Situation(
                Optional.of(product),
                Optional.of(RESPONSE_POLICY),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(plans));
    }

    /** A plan with what matters to a test changed. */
    public static final class PlanBuilder {
        private final PlanId id = new PlanId(UUID.randomUUID());
        private PlanType type = PlanType.PARTNER_CONTRACT;
        private final String name;
        private Set<ProductKind> kinds;
        private Set<String> excluded = Set.of();
        private Units units;
        private Instant startsAt = STARTS_AT;
        private Instant endsAt = ENDS_AT;
        private boolean withdrawn;
        private boolean superseded;
        private boolean linked = true;

        private PlanBuilder(String name, ProductKind kind, Units units) {
            this.name = name;
            this.kinds = Set.of(kind);
            this.units = units;
        }

        public PlanBuilder covering(ProductKind... covered) {
            kinds = Set.of(covered);
            return this;
        }

        public PlanBuilder without(String productId) {
            excluded = Set.of(productId);
            return this;
        }

        public PlanBuilder with(Units other) {
            units = other;
            return this;
        }

        public PlanBuilder from(Instant start) {
            startsAt = start;
            return this;
        }

        public PlanBuilder until(Instant end) {
            endsAt = end;
            return this;
        }

        public PlanBuilder withdrawn() {
            withdrawn = true;
            return this;
        }

        public PlanBuilder superseded() {
            superseded = true;
            return this;
        }

        public PlanBuilder notLinked() {
            linked = false;
            return this;
        }

        public SupportPlan plan() {
            return new SupportPlan(
                    id,
                    type,
                    name,
                    type == PlanType.PARTNER_CONTRACT
                            ? Optional.of(new ContractRef(UUID.randomUUID()))
                            : Optional.empty(),
                    PARTNER,
                    startsAt,
                    endsAt,
                    new Covers(kinds, excluded),
                    withdrawn,
                    superseded,
                    linked,
                    units);
        }
    }

    public static IncidentRequest request(String productId, String version) {
        return request(IncidentKind.BREAK_FIX, productId, version, Severity.C, contact(Optional.empty(), false));
    }

    public static IncidentRequest request(
            IncidentKind kind, String productId, String version, Severity severity, Contact contact) {
        return new IncidentRequest(
                kind,
                productId,
                Optional.ofNullable(version),
                severity,
                "Title",
                "Description",
                contact,
                Channel.WEB,
                Optional.empty(),
                Optional.empty());
    }

    public static Contact contact(Optional<String> phone, boolean aroundTheClock) {
        return new Contact("Ada", "ada@contoso.example", phone, "en", "PL", ZoneId.of("Europe/Warsaw"), aroundTheClock);
    }
}
