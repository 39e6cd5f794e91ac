package io.partnersupport.incident;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.application.AdjustBalance;
import io.partnersupport.incident.application.HandleIncident;
import io.partnersupport.incident.application.HandlingOutcome.Handled;
import io.partnersupport.incident.application.OpenIncident;
import io.partnersupport.incident.application.SettleContracts;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.Facts;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.incident.Opened;
import io.partnersupport.incident.domain.incident.Opener;
import io.partnersupport.incident.domain.incident.OpeningOutcome;
import io.partnersupport.incident.domain.incident.Requester;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.Balances;
import io.partnersupport.incident.domain.lifecycle.Resolution;
import io.partnersupport.incident.domain.plan.Covers;
import io.partnersupport.incident.domain.product.ProductKind;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Directory;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Lives of contracts that jqwik makes up, on the real database; each step is compared with a tiny model in memory. A
 * failure is told of the smallest life that fails, and {@code -Dseed} repeats it.
 */
@QuarkusTest
@WithBacking
class LedgerModelTest {
    private static final int SEQUENCES = 1_000;
    private static final int LONGEST = 20;
    private static final Instant ENDS_AT = MovableClock.NOON.plus(Duration.ofDays(5));
    private static final Instant SURELY_OVER = ENDS_AT.plus(Duration.ofDays(1));
    private static final String PARTNER = "4960001";

    @Inject
    EntityManager entityManager;

    @Inject
    EventJson json;

    @Inject
    MovableClock clock;

    @Inject
    ViewFreshness freshness;

    @Inject
    OpenIncident openIncident;

    @Inject
    HandleIncident handleIncident;

    @Inject
    AdjustBalance adjustBalance;

    @Inject
    SettleContracts settleContracts;

    @Inject
    Balances balances;

    @BeforeEach
    void knowTheNeighbours() {
        clock.set(MovableClock.NOON);
        if (freshness.asOf().isEmpty()) {
            Neighbours.start(MovableClock.NOON);
            await().until(() -> !freshness.isBehind());
        }
    }

    @Test
    @DisplayName(
            "I-2 … I-4: 1,000 random sequences of open, close, cancel, refund, adjust, renew and expire keep to the model")
    void keepsToTheModel() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("Seed of the model's random run: " + seed);
        EnumSet<Step> succeeded = EnumSet.noneOf(Step.class);
        JqwikSession.run(() -> lives().generator(SEQUENCES, true).stream(new Random(seed))
                .limit(SEQUENCES)
                .forEach(life -> failureOf(life.value(), succeeded).ifPresent(failure -> {
                    throw smallest(life, failure);
                })));
        assertThat(succeeded).containsExactlyInAnyOrder(Step.values());
    }

    private static Arbitrary<Life> lives() {
        Arbitrary<Command> commands = Combinators.combine(
                        Arbitraries.of(Step.class),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 7))
                .as(Command::new);
        return Combinators.combine(
                        Arbitraries.longs().between(0, 3).injectNull(0.125),
                        commands.list().ofMinSize(1).ofMaxSize(LONGEST))
                .as(Life::new);
    }

    private Optional<AssertionError> failureOf(Life life, Set<Step> succeeded) {
        clock.set(MovableClock.NOON);
        QuarkusTransaction.begin();
        try {
            new Sequence(life).run(succeeded);
            assertThat(entityManager
                            .createNativeQuery("SELECT count(*) FROM ledger_differences()", Long.class)
                            .getSingleResult())
                    .as(life.toString())
                    .isEqualTo(0L);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(e);
        } finally {
            clock.set(MovableClock.NOON);
            QuarkusTransaction.rollback(); // a thousand contracts that end would occupy the reactions of other tests
        }
    }

    /** What fails in the shortest life that jqwik makes of one that failed; the runner of properties cannot see beans. */
    private AssertionError smallest(Shrinkable<Life> failed, AssertionError failure) {
        for (Shrinkable<Life> smaller : (Iterable<Shrinkable<Life>>) failed.shrink()::iterator) {
            Optional<AssertionError> still = failureOf(smaller.value(), EnumSet.noneOf(Step.class));
            if (still.isPresent()) {
                return smallest(smaller, still.get());
            }
        }
        return failure;
    }

    /**
     * One thing that is tried.
     *
     * @param pick which of the incidents or lines
     * @param choice how, where there are several ways
     */
    private record Command(Step step, int pick, int choice) {
        boolean isEven() {
            return choice % 2 == 0;
        }
    }

    /** @param granted by the first line; null is unlimited */
    private record Life(Long granted, List<Command> commands) {}

    private enum Step {
        OPEN,
        ANSWER,
        CLOSE_REFUNDED,
        CLOSE_NOT_REFUNDED,
        CANCEL,
        REOPEN,
        ADJUST,
        TOP_UP,
        RENEW_WITH_BETTER_LINE,
        EXPIRE,
        SETTLE_AGAIN
    }

    /** What a balance should be; null granted is unlimited. */
    private static final class Line {
        final UUID id = UUID.randomUUID();
        Long granted;
        long spent;
        long refunded;
        long adjusted;
        long withdrawn;
        boolean closed;
        Line successor;

        Line(Long granted) {
            this.granted = granted;
        }

        long remaining() {
            return granted == null ? Long.MAX_VALUE : granted + refunded + adjusted - spent - withdrawn;
        }

        void close() {
            if (!closed && granted != null) {
                withdrawn += remaining();
            }
            closed = true;
        }
    }

    private static final class Ticket {
        final IncidentId id;
        final Line payer;
        boolean active = true;
        boolean answered;
        boolean refunded;
        boolean cancelled;

        Ticket(IncidentId id, Line payer) {
            this.id = id;
            this.payer = payer;
        }
    }

    private final class Sequence {
        private final Life life;
        private final UUID contract = UUID.randomUUID();
        private final Caller customer = caller(Set.of());
        private final Caller engineer = caller(Set.of(Role.SUPPORT_ENGINEER));
        private final List<Line> lines = new ArrayList<>();
        private final List<Ticket> tickets = new ArrayList<>();
        private boolean expired;

        Sequence(Life life) {
            this.life = life;
        }

        void run(Set<Step> succeeded) {
            execute("INSERT INTO contract VALUES ('%s', '%s', false, true, 1)".formatted(contract, PARTNER));
            execute("INSERT INTO contract_link VALUES ('%s', '%s', '%s', false, 1)"
                    .formatted(UUID.randomUUID(), contract, customer.subject()));
            add(new Line(life.granted()));
            settle();
            for (Command command : life.commands()) {
                if (take(command)) {
                    succeeded.add(command.step());
                }
                compare();
            }
        }

        private boolean take(Command command) {
            return switch (command.step()) {
                case OPEN -> open();
                case ANSWER -> answer(command);
                case CLOSE_REFUNDED ->
                    close(command, command.isEven() ? Resolution.DUPLICATE : Resolution.PRODUCT_BUG, true);
                case CLOSE_NOT_REFUNDED ->
                    close(command, command.isEven() ? Resolution.ABANDONED : Resolution.SELF_SOLVED, false);
                case CANCEL -> cancel(command);
                case REOPEN -> reopen(command);
                case ADJUST -> adjust(command);
                case TOP_UP -> topUp(command);
                case RENEW_WITH_BETTER_LINE -> renew(command);
                case EXPIRE -> expire();
                case SETTLE_AGAIN -> {
                    markUnsettled();
                    settle();
                    yield true;
                }
            };
        }

        private Line current() {
            return lines.get(lines.size() - 1);
        }

        private boolean open() {
            Line payer = current();
            boolean expected = !expired && !payer.closed && payer.remaining() > 0;
            OpeningOutcome outcome = openIncident.open(
                    new Requester(
                            new Opener(new AccountId(customer.subject()), Optional.of(new PartnerId(PARTNER))),
                            false,
                            Set.of()),
                    Facts.request("sql-server", "2025"),
                    Facts.ANY_PLAN);
            assertThat(outcome instanceof Opened).as(story()).isEqualTo(expected);
            if (outcome instanceof Opened opened) {
                payer.spent++;
                tickets.add(new Ticket(opened.incident().opening().id(), payer));
            }
            return expected;
        }

        private Optional<Ticket> ticket(Command command) {
            return tickets.isEmpty() ? Optional.empty() : Optional.of(tickets.get(command.pick() % tickets.size()));
        }

        private boolean answer(Command command) {
            return ticket(command)
                    .map(ticket -> {
                        boolean handled = handleIncident.write(ticket.id, engineer, "Hello", false) instanceof Handled;
                        assertThat(handled).as(story()).isEqualTo(ticket.active);
                        ticket.answered |= handled;
                        return handled;
                    })
                    .orElse(false);
        }

        private boolean close(Command command, Resolution resolution, boolean refunds) {
            return ticket(command)
                    .map(ticket -> {
                        boolean handled = handleIncident.close(ticket.id, engineer, resolution) instanceof Handled;
                        assertThat(handled).as(story()).isEqualTo(ticket.active);
                        if (handled) {
                            ticket.active = false;
                            refund(ticket, refunds);
                        }
                        return handled;
                    })
                    .orElse(false);
        }

        private boolean cancel(Command command) {
            return ticket(command)
                    .map(ticket -> {
                        boolean handled = handleIncident.cancel(ticket.id, customer) instanceof Handled;
                        assertThat(handled).as(story()).isEqualTo(ticket.active && !ticket.answered);
                        if (handled) {
                            ticket.active = false;
                            ticket.cancelled = true;
                            refund(ticket, true);
                        }
                        return handled;
                    })
                    .orElse(false);
        }

        private void refund(Ticket ticket, boolean refunds) {
            if (!refunds || ticket.refunded) {
                return;
            }
            ticket.refunded = true;
            Line last = ticket.payer;
            while (last.successor != null) {
                last = last.successor;
            }
            Line target = last.spent - last.refunded > 0 ? last : ticket.payer;
            target.refunded++;
            if (target.closed && target.granted != null) {
                target.withdrawn++;
            }
        }

        private boolean reopen(Command command) {
            return ticket(command)
                    .map(ticket -> {
                        boolean handled = handleIncident.reopen(ticket.id, customer) instanceof Handled;
                        assertThat(handled)
                                .as(story())
                                .isEqualTo(!ticket.active && !ticket.cancelled && !ticket.refunded);
                        ticket.active |= handled;
                        return handled;
                    })
                    .orElse(false);
        }

        private boolean adjust(Command command) {
            Line line = lines.get(command.pick() % lines.size());
            long units = command.isEven() ? 1 + command.choice() / 4 : -1 - command.choice() / 4;
            boolean expected = line.granted != null && !line.closed && line.remaining() + units >= 0;
            boolean adjusted = adjustBalance
                    .adjust(new BenefitId(line.id), units, "Test", new AccountId("operator"))
                    .orElseThrow()
                    .refusal()
                    .isEmpty();
            assertThat(adjusted).as(story()).isEqualTo(expected);
            if (adjusted) {
                line.adjusted += units;
            }
            return adjusted;
        }

        private boolean topUp(Command command) {
            Line line = current();
            if (line.granted == null) {
                return false;
            }
            long more = line.granted + command.choice() % 3 - 1; // less takes nothing away
            execute("UPDATE contract_line SET granted = %d WHERE benefit_id = '%s'"
                    .formatted(Math.max(0, more), line.id));
            markUnsettled();
            settle();
            if (!line.closed && more > line.granted) {
                line.granted = more;
                return true;
            }
            return false;
        }

        private boolean renew(Command command) {
            Line old = current();
            if (old.closed || expired) {
                return false;
            }
            Line better = new Line(command.choice() == 7 ? null : Long.valueOf(command.choice() % 6));
            add(better);
            execute("UPDATE contract_line SET superseded_by = '%s' WHERE benefit_id = '%s'"
                    .formatted(better.id, old.id));
            markUnsettled();
            settle();
            old.close();
            old.successor = better;
            better.spent += Math.min(old.spent - old.refunded, better.remaining());
            return true;
        }

        private boolean expire() {
            if (expired) {
                return false;
            }
            expired = true;
            clock.set(SURELY_OVER);
            markUnsettled();
            settle();
            lines.forEach(Line::close);
            return true;
        }

        private void add(Line line) {
            lines.add(line);
            execute("""
                    INSERT INTO contract_line (benefit_id, contract, name, unit, unlimited, granted, starts_at, ends_at,
                        covers, sequence)
                    VALUES ('%s', '%s', 'Product Support', 'INCIDENT', %s, %s, '%s', '%s', '%s', 1)""".formatted(
                            line.id,
                            contract,
                            line.granted == null,
                            line.granted,
                            Facts.STARTS_AT,
                            ENDS_AT,
                            json.write(new Covers(Set.of(ProductKind.ON_PREMISES), Set.of()))));
        }

        private void markUnsettled() {
            execute("UPDATE contract SET unsettled = true WHERE id = '%s'".formatted(contract));
        }

        private void settle() {
            settleContracts.settle(new ContractRef(contract));
        }

        private void compare() {
            Map<UUID, Balance> found =
                    balances.ofContract(new ContractRef(contract), Optional.empty(), LONGEST + 1).stream()
                            .collect(Collectors.toMap(each -> each.benefitId().value(), Function.identity()));
            for (Line line : lines) {
                Balance balance = found.get(line.id);
                assertThat(text(
                                balance.granted().isPresent()
                                        ? balance.granted().getAsLong()
                                        : null,
                                balance.spent(),
                                balance.refunded(),
                                balance.adjusted(),
                                balance.withdrawn(),
                                balance.isClosed()))
                        .as(story())
                        .isEqualTo(text(
                                line.granted, line.spent, line.refunded, line.adjusted, line.withdrawn, line.closed));
            }
        }

        private static String text(
                Long granted, long spent, long refunded, long adjusted, long withdrawn, boolean closed) {
            return "granted %s, spent %d, refunded %d, adjusted %d, withdrawn %d, closed %s"
                    .formatted(granted, spent, refunded, adjusted, withdrawn, closed);
        }

        private String story() {
            return life.toString();
        }

        private void execute(String sql) {
            entityManager.createNativeQuery(sql).executeUpdate();
        }

        private static Caller caller(Set<Role> roles) {
            return new Caller(UUID.randomUUID().toString(), Directory.AAD, Optional.of(PARTNER), Set.of(), roles);
        }
    }
}
