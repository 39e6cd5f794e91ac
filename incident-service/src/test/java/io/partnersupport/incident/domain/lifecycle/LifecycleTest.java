package io.partnersupport.incident.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.Facts;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.lifecycle.ActDecision.Done;
import io.partnersupport.incident.domain.lifecycle.ActDecision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleTest {
    private static final Duration FOURTEEN_DAYS = Duration.ofDays(14);
    private static final AccountId ENGINEER = new AccountId("engineer");
    private static final AccountId SOMEBODY = new AccountId("somebody");

    /** Each act by each party in each state; an engineer is assigned and has answered, except in OPEN. */
    private static final String TABLE = """
            act             party    | OPEN                 IN_PROGRESS          WAITING_FOR_CUSTOMER RESOLVED          CLOSED          CANCELLED
            ASSIGN          SUPPORT  | IN_PROGRESS          IN_PROGRESS          WAITING_FOR_CUSTOMER !RESOLVED         !CLOSED         !CANCELLED
            ASSIGN          CUSTOMER | !SUPPORT             !SUPPORT             !SUPPORT             !SUPPORT+RESOLVED !SUPPORT+CLOSED !SUPPORT+CANCELLED
            ASSIGN          CLOCK    | !SUPPORT             !SUPPORT             !SUPPORT             !SUPPORT+RESOLVED !SUPPORT+CLOSED !SUPPORT+CANCELLED
            REPLY           SUPPORT  | !CUSTOMER            !CUSTOMER            !CUSTOMER            !CUSTOMER         !CUSTOMER+CLOSED !CUSTOMER+CANCELLED
            REPLY           CUSTOMER | OPEN                 IN_PROGRESS          IN_PROGRESS          RESOLVED          !CLOSED         !CANCELLED
            REPLY           CLOCK    | !CUSTOMER            !CUSTOMER            !CUSTOMER            !CUSTOMER         !CUSTOMER+CLOSED !CUSTOMER+CANCELLED
            ANSWER          SUPPORT  | IN_PROGRESS          IN_PROGRESS          IN_PROGRESS          RESOLVED          !CLOSED         !CANCELLED
            ANSWER          CUSTOMER | !SUPPORT             !SUPPORT             !SUPPORT             !SUPPORT          !SUPPORT+CLOSED !SUPPORT+CANCELLED
            ANSWER          CLOCK    | !SUPPORT             !SUPPORT             !SUPPORT             !SUPPORT          !SUPPORT+CLOSED !SUPPORT+CANCELLED
            ASK             SUPPORT  | WAITING_FOR_CUSTOMER WAITING_FOR_CUSTOMER WAITING_FOR_CUSTOMER !RESOLVED         !CLOSED         !CANCELLED
            ASK             CUSTOMER | !SUPPORT             !SUPPORT             !SUPPORT             !SUPPORT+RESOLVED !SUPPORT+CLOSED !SUPPORT+CANCELLED
            ASK             CLOCK    | !SUPPORT             !SUPPORT             !SUPPORT             !SUPPORT+RESOLVED !SUPPORT+CLOSED !SUPPORT+CANCELLED
            CHANGE          SUPPORT  | !CUSTOMER            !CUSTOMER            !CUSTOMER            !CUSTOMER+RESOLVED !CUSTOMER+CLOSED !CUSTOMER+CANCELLED
            CHANGE          CUSTOMER | OPEN                 IN_PROGRESS          WAITING_FOR_CUSTOMER !RESOLVED         !CLOSED         !CANCELLED
            CHANGE          CLOCK    | !CUSTOMER            !CUSTOMER            !CUSTOMER            !CUSTOMER+RESOLVED !CUSTOMER+CLOSED !CUSTOMER+CANCELLED
            CHANGE_SEVERITY SUPPORT  | OPEN                 IN_PROGRESS          WAITING_FOR_CUSTOMER !RESOLVED         !CLOSED         !CANCELLED
            CHANGE_SEVERITY CUSTOMER | OPEN                 !ENGINEER            !ENGINEER            !RESOLVED+ENGINEER !CLOSED+ENGINEER !CANCELLED+ENGINEER
            CHANGE_SEVERITY CLOCK    | !CUSTOMER            !CUSTOMER            !CUSTOMER            !CUSTOMER+RESOLVED !CUSTOMER+CLOSED !CUSTOMER+CANCELLED
            ATTACH          SUPPORT  | OPEN                 IN_PROGRESS          WAITING_FOR_CUSTOMER !RESOLVED         !CLOSED         !CANCELLED
            ATTACH          CUSTOMER | OPEN                 IN_PROGRESS          WAITING_FOR_CUSTOMER !RESOLVED         !CLOSED         !CANCELLED
            ATTACH          CLOCK    | !CUSTOMER            !CUSTOMER            !CUSTOMER            !CUSTOMER+RESOLVED !CUSTOMER+CLOSED !CUSTOMER+CANCELLED
            RESOLVE         SUPPORT  | RESOLVED             RESOLVED             RESOLVED             !RESOLVED         !CLOSED         !CANCELLED
            RESOLVE         CUSTOMER | !SUPPORT             !SUPPORT             !SUPPORT             !SUPPORT+RESOLVED !SUPPORT+CLOSED !SUPPORT+CANCELLED
            RESOLVE         CLOCK    | !SUPPORT             !SUPPORT             !SUPPORT             !SUPPORT+RESOLVED !SUPPORT+CLOSED !SUPPORT+CANCELLED
            CLOSE           SUPPORT  | CLOSED               CLOSED               CLOSED               CLOSED            !CLOSED         !CANCELLED
            CLOSE           CUSTOMER | CLOSED               CLOSED               CLOSED               CLOSED            !CLOSED         !CANCELLED
            CLOSE           CLOCK    | !NOT_ENDED           !NOT_ENDED           !NOT_ENDED           CLOSED            !CLOSED         !CANCELLED
            CANCEL          SUPPORT  | !CUSTOMER            !CUSTOMER+ANSWERED   !CUSTOMER+ANSWERED   !CUSTOMER+RESOLVED !CUSTOMER+CLOSED !CUSTOMER+CANCELLED
            CANCEL          CUSTOMER | CANCELLED            !ANSWERED            !ANSWERED            !RESOLVED         !CLOSED         !CANCELLED
            CANCEL          CLOCK    | !CUSTOMER            !CUSTOMER+ANSWERED   !CUSTOMER+ANSWERED   !CUSTOMER+RESOLVED !CUSTOMER+CLOSED !CUSTOMER+CANCELLED
            REOPEN          SUPPORT  | !NOT_ENDED           !NOT_ENDED           !NOT_ENDED           IN_PROGRESS       IN_PROGRESS     !CANCELLED
            REOPEN          CUSTOMER | !NOT_ENDED           !NOT_ENDED           !NOT_ENDED           IN_PROGRESS       IN_PROGRESS     !CANCELLED
            REOPEN          CLOCK    | !CUSTOMER+NOT_ENDED  !CUSTOMER+NOT_ENDED  !CUSTOMER+NOT_ENDED  !CUSTOMER         !CUSTOMER       !CUSTOMER+CANCELLED
            """;

    static Stream<Arguments> cells() {
        return TABLE.lines().skip(1).flatMap(line -> {
            String[] sides = line.split("\\|");
            String[] who = sides[0].trim().split(" +");
            String[] outcomes = sides[1].trim().split(" +");
            return Arrays.stream(IncidentStatus.values())
                    .map(status -> Arguments.of(
                            Act.valueOf(who[0]), Party.valueOf(who[1]), status, outcomes[status.ordinal()]));
        });
    }

    @ParameterizedTest(name = "{0} by {1} in {2}: {3}")
    @MethodSource("cells")
    @DisplayName("I-12: each act by each party in each state")
    void decidesEachCell(Act act, Party party, IncidentStatus status, String outcome) {
        ActDecision decision = Lifecycle.decide(attempt(act, party, Facts.NOW), progress(status), FOURTEEN_DAYS);
        if (outcome.startsWith("!")) {
            assertThat(decision)
                    .isEqualTo(new Refused(Arrays.stream(outcome.substring(1).split("\\+"))
                            .map(LifecycleTest::refusal)
                            .toList()));
        } else {
            assertThat(((Done) decision).progress().status()).isEqualTo(IncidentStatus.valueOf(outcome));
        }
    }

    @Test
    void theTableIsWhole() {
        assertThat(cells().count())
                .isEqualTo((long) Act.values().length * Party.values().length * IncidentStatus.values().length);
    }

    @Test
    @DisplayName(
            "I-10: the engineer's first communication is the first response; who answers what is nobody's takes it")
    void theFirstAnswerIsTheFirstResponse() {
        Progress answered = done(attempt(Act.ANSWER, Party.SUPPORT, Facts.NOW), progress(IncidentStatus.OPEN));
        assertThat(answered.firstRespondedAt()).hasValue(Facts.NOW);
        assertThat(answered.engineer()).hasValue(SOMEBODY);
        Progress again = done(attempt(Act.ASK, Party.SUPPORT, Facts.NOW.plusSeconds(60)), answered);
        assertThat(again.firstRespondedAt()).hasValue(Facts.NOW);
        assertThat(done(attempt(Act.REPLY, Party.CUSTOMER, Facts.NOW), progress(IncidentStatus.OPEN))
                        .firstRespondedAt())
                .isEmpty();
        assertThat(done(attempt(Act.ASSIGN, Party.SUPPORT, Facts.NOW), progress(IncidentStatus.OPEN))
                        .firstRespondedAt())
                .isEmpty();
    }

    @Test
    @DisplayName("I-12: cancelled before the first response, also when an engineer is assigned")
    void cancelsWhatIsAssignedButNotAnswered() {
        Progress assigned = progress(IncidentStatus.OPEN).assignedTo(ENGINEER).to(IncidentStatus.IN_PROGRESS);
        assertThat(done(attempt(Act.CANCEL, Party.CUSTOMER, Facts.NOW), assigned)
                        .status())
                .isEqualTo(IncidentStatus.CANCELLED);
    }

    @Test
    @DisplayName("I-12: reopened until the last instant of the 14th day, not after it")
    void reopensWithinFourteenDays() {
        Progress closed = progress(IncidentStatus.CLOSED);
        Instant end = closed.endedAt().orElseThrow().plus(FOURTEEN_DAYS);
        Progress reopened = done(attempt(Act.REOPEN, Party.CUSTOMER, end), closed);
        assertThat(reopened.endedAt()).isEmpty();
        assertThat(reopened.resolution()).isEmpty();
        assertThat(Lifecycle.decide(attempt(Act.REOPEN, Party.CUSTOMER, end.plusNanos(1)), closed, FOURTEEN_DAYS))
                .isEqualTo(new Refused(List.of(ActRefusal.REOPENING_PERIOD_OVER)));
        assertThat(Lifecycle.reopenableUntil(closed, FOURTEEN_DAYS)).hasValue(end);
        assertThat(Lifecycle.reopenableUntil(reopened, FOURTEEN_DAYS)).isEmpty();
    }

    @Test
    @DisplayName("I-12: what was closed before an engineer was assigned is open again")
    void reopensToTheQueue() {
        Progress closed =
                progress(IncidentStatus.OPEN).to(IncidentStatus.CLOSED).ended(Facts.NOW, Resolution.SELF_SOLVED);
        assertThat(done(attempt(Act.REOPEN, Party.CUSTOMER, Facts.NOW), closed).status())
                .isEqualTo(IncidentStatus.OPEN);
    }

    @Test
    @DisplayName("I-4: what was refunded is not worked on again")
    void doesNotReopenWhatWasRefunded() {
        assertThat(Lifecycle.decide(
                        attempt(Act.REOPEN, Party.CUSTOMER, Facts.NOW),
                        progress(IncidentStatus.CLOSED).withRefund(),
                        FOURTEEN_DAYS))
                .isEqualTo(new Refused(List.of(ActRefusal.INCIDENT_REFUNDED)));
    }

    @Test
    @DisplayName("I-4: customers do not choose the resolutions that may give the unit back")
    void customersChooseFewResolutions() {
        for (Resolution resolution : Resolution.values()) {
            Attempt close = Attempt.ending(Act.CLOSE, Party.CUSTOMER, SOMEBODY, resolution, Facts.NOW);
            ActDecision decision = Lifecycle.decide(close, progress(IncidentStatus.OPEN), FOURTEEN_DAYS);
            switch (resolution) {
                case RESOLVED, SELF_SOLVED ->
                    assertThat(((Done) decision).progress().resolution()).hasValue(resolution);
                case CANCELLED ->
                    assertThat(decision).isEqualTo(new Refused(List.of(ActRefusal.RESOLUTION_OF_CANCELLATION)));
                case DUPLICATE, PRODUCT_BUG, ABANDONED ->
                    assertThat(decision).isEqualTo(new Refused(List.of(ActRefusal.RESOLUTION_OF_SUPPORT)));
            }
        }
    }

    private static Progress done(Attempt attempt, Progress now) {
        return ((Done) Lifecycle.decide(attempt, now, FOURTEEN_DAYS)).progress();
    }

    private static Attempt attempt(Act act, Party party, Instant at) {
        return switch (act) {
            case CLOSE, RESOLVE -> Attempt.ending(act, party, SOMEBODY, Resolution.RESOLVED, at);
            case CANCEL -> Attempt.ending(act, party, SOMEBODY, Resolution.CANCELLED, at);
            case ASSIGN, REPLY, ANSWER, ASK, CHANGE, CHANGE_SEVERITY, ATTACH, REOPEN ->
                Attempt.of(act, party, SOMEBODY, at);
        };
    }

    private static Progress progress(IncidentStatus status) {
        boolean answered = status != IncidentStatus.OPEN;
        boolean ended = !status.isActive();
        return new Progress(
                status,
                Optional.of(ENGINEER).filter(engineer -> answered),
                Optional.of(Facts.NOW).filter(at -> answered),
                Optional.of(Facts.NOW).filter(at -> ended),
                Optional.of(Resolution.RESOLVED).filter(resolution -> ended),
                false);
    }

    private static ActRefusal refusal(String cell) {
        return switch (cell) {
            case "SUPPORT" -> ActRefusal.SUPPORT_ENGINEER_REQUIRED;
            case "CUSTOMER" -> ActRefusal.CUSTOMER_REQUIRED;
            case "ENGINEER" -> ActRefusal.ENGINEER_ASSIGNED;
            case "ANSWERED" -> ActRefusal.FIRST_RESPONSE_MADE;
            case "NOT_ENDED" -> ActRefusal.INCIDENT_NOT_ENDED;
            default -> ActRefusal.valueOf("INCIDENT_" + cell);
        };
    }
}
