package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.application.ImportRows.Unreadable;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.imports.Import;
import io.partnersupport.entitlement.domain.imports.Import.Outcome;
import io.partnersupport.entitlement.domain.imports.Import.Progress;
import io.partnersupport.entitlement.domain.imports.Imports;
import io.partnersupport.entitlement.domain.imports.Imports.Chunk;
import io.partnersupport.entitlement.domain.imports.Imports.Chunk.Line;
import io.partnersupport.entitlement.domain.imports.RefusedRow;
import io.partnersupport.entitlement.domain.imports.RefusedRow.FieldFault;
import io.partnersupport.entitlement.domain.imports.RefusedRow.Reason;
import io.partnersupport.entitlement.domain.membership.Memberships;
import io.partnersupport.entitlement.domain.membership.PurchaseRules.PurchaseDecision;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.event.Reaction;
import io.partnersupport.kit.event.Reactions;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.persistence.DatabaseFailures;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Works off imports, a chunk of rows in each transaction: the effects of rows and what is recorded about them commit
 * together, so a restart goes on behind the last row that is done. One instance at a time works on an import.
 */
@ApplicationScoped
public class ProcessImports implements Reaction {
    private static final Logger LOG = Logger.getLogger(ProcessImports.class);

    private final Imports imports;
    private final ImportRows rows;
    private final RegisterPartner registerPartner;
    private final PurchaseMembership purchaseMembership;
    private final Partners partners;
    private final Memberships memberships;
    private final Reactions reactions;
    private final Clock clock;

    ProcessImports(
            Imports imports,
            ImportRows rows,
            RegisterPartner registerPartner,
            PurchaseMembership purchaseMembership,
            Partners partners,
            Memberships memberships,
            Reactions reactions,
            Clock clock) {
        this.imports = imports;
        this.rows = rows;
        this.registerPartner = registerPartner;
        this.purchaseMembership = purchaseMembership;
        this.partners = partners;
        this.memberships = memberships;
        this.reactions = reactions;
        this.clock = clock;
    }

    /** One chunk; with the commit that wakes the next round the other reactions have their turn in between. */
    @Override
    public int react() {
        try {
            QuarkusTransaction.requiringNew().run(() -> workOff(Integer.MAX_VALUE));
        } catch (RuntimeException e) {
            if (DatabaseFailures.isUnavailability(e)) {
                throw e;
            }
            LOG.warnf(e, "A row of an import broke its chunk; the rows are tried one by one");
            workOffOneByOne();
        }
        return 0;
    }

    /** Whatever a row breaks, it must not hold up the others. */
    private void workOffOneByOne() {
        boolean rowsAreLeft = true;
        while (rowsAreLeft) {
            try {
                rowsAreLeft = QuarkusTransaction.requiringNew().call(() -> workOff(1));
            } catch (RuntimeException e) {
                if (DatabaseFailures.isUnavailability(e)) {
                    throw e;
                }
                rowsAreLeft = QuarkusTransaction.requiringNew().call(this::refuseNext);
            }
        }
    }

    /** Returns whether the chunk has more rows. */
    private boolean workOff(int limit) {
        return take(limit, (of, line, refused) -> outcome(of, line, refused));
    }

    private boolean refuseNext() {
        return take(1, (of, line, refused) -> refuse(refused, line.number(), Reason.ROW_FAILED));
    }

    /** What is done with a row. */
    private interface Work {
        Outcome on(Import of, Line line, List<RefusedRow> refused);
    }

    private boolean take(int limit, Work work) {
        Optional<Import> next = imports.lockNext();
        if (next.isEmpty()) {
            return false;
        }
        Import current = next.get();
        Chunk chunk = imports.nextChunk(current.id()).orElseThrow();
        List<Line> left = chunk.linesFrom(current.nextLine());
        List<Line> taken = left.subList(0, Math.min(limit, left.size()));
        List<RefusedRow> refused = new ArrayList<>();
        Progress progress = current.progress();
        int nextLine = current.nextLine();
        for (Line line : taken) {
            progress = progress.with(work.on(current, line, refused));
            nextLine = line.number() + 1;
        }
        imports.progressed(current, nextLine, progress, refused, clock.instant());
        boolean rowsAreLeft = taken.size() < left.size();
        if (!rowsAreLeft) {
            imports.done(current.id(), chunk, clock.instant());
        }
        reactions.wakeAtCommit();
        return rowsAreLeft;
    }

    private Outcome outcome(Import of, Line line, List<RefusedRow> refused) {
        try {
            Record row = rows.read(of, line.number(), line.bytes());
            return row instanceof PartnerRow partner
                    ? register(line.number(), partner.toPartner(), refused)
                    : purchase(line.number(), (MembershipRow) row, refused);
        } catch (Unreadable e) {
            refused.add(e.refusal());
            return Outcome.REFUSED;
        }
    }

    private Outcome register(int line, Partner partner, List<RefusedRow> refused) {
        if (registerPartner.register(partner)) {
            return Outcome.ACCEPTED;
        }
        Optional<Partner> known = partners.find(partner.id());
        if (known.isEmpty()) { // then another partner has its tenant or its domain
            return refuse(refused, line, Reason.PARTNER_EXISTS);
        }
        FieldFault[] differences = differences(known.get(), partner);
        return differences.length == 0 ? Outcome.UNCHANGED : refuse(refused, line, Reason.PARTNER_DIFFERS, differences);
    }

    private static FieldFault[] differences(Partner known, Partner given) {
        return Stream.of(
                        difference("name", known.name(), given.name()),
                        difference("country", known.country(), given.country()),
                        difference("managedIn", known.managedIn(), given.managedIn()),
                        difference("partnerKind", known.partnerKind(), given.partnerKind()),
                        difference("tenantId", known.tenantId(), given.tenantId()),
                        difference("domain", known.domain(), given.domain()),
                        difference("accountEmail", known.accountEmail(), given.accountEmail()))
                .flatMap(Optional::stream)
                .toArray(FieldFault[]::new);
    }

    /** A row that leaves a field out says nothing about it. */
    private static Optional<FieldFault> difference(String field, Object known, Object given) {
        return given == null || given.equals(known)
                ? Optional.empty()
                : Optional.of(new FieldFault(field, "differs-from-registered"));
    }

    private Outcome purchase(int line, MembershipRow row, List<RefusedRow> refused) {
        PartnerId partner = new PartnerId(row.partnerId());
        Optional<String> area = Optional.ofNullable(row.competencyArea());
        boolean isKnown = memberships.of(partner).stream()
                .anyMatch(membership -> membership.offer().equals(row.offer())
                        && membership.competencyArea().equals(area)
                        && membership.purchasedOn().equals(row.purchasedOn()));
        if (isKnown) {
            return Outcome.UNCHANGED;
        }
        Optional<PurchaseDecision> decision =
                purchaseMembership.purchase(partner, row.offer(), area, row.purchasedOn());
        if (decision.isEmpty()) {
            return refuse(refused, line, Reason.UNKNOWN_PARTNER, new FieldFault("partnerId", "unknown-partner"));
        }
        if (decision.get().membership().isPresent()) {
            return Outcome.ACCEPTED;
        }
        List<String> codes =
                decision.get().refusals().stream().map(Problem::codeOf).toList();
        refused.add(new RefusedRow(
                line,
                codes.get(0),
                codes.stream().map(code -> new FieldFault("", code)).toList()));
        return Outcome.REFUSED;
    }

    private static Outcome refuse(List<RefusedRow> refused, int line, Reason reason, FieldFault... faults) {
        refused.add(new RefusedRow(line, Problem.codeOf(reason), List.of(faults)));
        return Outcome.REFUSED;
    }
}
