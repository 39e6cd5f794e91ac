package io.partnersupport.incident.domain.response;

import static io.partnersupport.incident.domain.Facts.RESPONSE_POLICY;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.AROUND_THE_CLOCK;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.BREAK_FIX_HOURS;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.BUSINESS_DAYS;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.BUSINESS_HOURS;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.CLOCKS_CHANGE;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.CLOCK_STARTS;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.COUNTED;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.DUE;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.LANGUAGE_NOT_OFFERED;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.OPENED;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.PUBLIC_HOLIDAY;
import static io.partnersupport.incident.domain.response.ResponseStep.Code.SEVERITY_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.response.BusinessCalendar.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseClockTest {
    @ParameterizedTest
    @CsvSource({
        "A, 2026-06-01T12:00:00Z, 2026-06-01T14:00:00Z",
        "B, 2026-06-01T12:00:00Z, 2026-06-01T16:00:00Z",
        "C, 2026-06-01T12:00:00Z, 2026-06-01T20:00:00Z",
        "C, 2026-06-06T23:59:59.5Z, 2026-06-07T07:59:59.5Z"
    })
    @DisplayName("I-10: English break-fix incidents are answered around the clock, by severity")
    void answersEnglishAroundTheClock(Severity severity, Instant openedAt, Instant dueAt) {
        ResponseTarget target = target(IncidentKind.BREAK_FIX, severity, "en-GB", "GB", openedAt);
        assertThat(target.dueAt()).isEqualTo(dueAt);
        assertThat(codes(target)).containsExactly(BREAK_FIX_HOURS, AROUND_THE_CLOCK, OPENED, DUE);
    }

    @ParameterizedTest
    @CsvSource({
        // a Monday, 09:00 to 17:30 in Warsaw, which is 07:00Z to 15:30Z
        "A, 2026-06-01T07:00:00Z, 2026-06-01T09:00:00Z",
        "A, 2026-06-01T13:30:00Z, 2026-06-01T15:30:00Z",
        "A, 2026-06-01T13:30:01Z, 2026-06-02T07:00:01Z",
        "A, 2026-06-01T06:59:59Z, 2026-06-01T09:00:00Z",
        "A, 2026-06-01T15:30:00Z, 2026-06-02T09:00:00Z",
        "C, 2026-06-01T08:00:00Z, 2026-06-02T07:30:00Z",
        // Wednesday evening before Corpus Christi; then Friday
        "B, 2026-06-03T14:30:00Z, 2026-06-05T10:00:00Z",
        // Friday evening
        "A, 2026-06-05T15:00:00Z, 2026-06-08T08:30:00Z",
        // over the change to summer time, Sunday 2026-03-29: 16:30 on Friday is 15:30Z, 10:00 on Monday is 08:00Z
        "A, 2026-03-27T15:30:00Z, 2026-03-30T08:00:00Z"
    })
    @DisplayName("I-10: other languages are answered in the business hours of the region, without its holidays")
    void answersOtherLanguagesInBusinessHours(Severity severity, Instant openedAt, Instant dueAt) {
        assertThat(target(IncidentKind.BREAK_FIX, severity, "pl-PL", "PL", openedAt)
                        .dueAt())
                .isEqualTo(dueAt);
    }

    @ParameterizedTest
    @CsvSource({
        "BILLING, 2026-06-01T08:00:00Z, 2026-06-02T08:00:00Z",
        "SUBSCRIPTION, 2026-06-05T08:00:00Z, 2026-06-08T08:00:00Z",
        "FRAUD, 2026-06-06T08:00:00Z, 2026-06-08T15:30:00Z"
    })
    @DisplayName("I-10: what is not break-fix is answered within one business day")
    void answersOtherKindsWithinABusinessDay(IncidentKind kind, Instant openedAt, Instant dueAt) {
        ResponseTarget target = target(kind, Severity.A, "pl", "PL", openedAt);
        assertThat(target.dueAt()).isEqualTo(dueAt);
        assertThat(target.explanation()).contains(step(BUSINESS_DAYS, Map.of("days", "1", "hours", "8:30")));
    }

    @Test
    @DisplayName("I-10: a business day in English is one of an English-speaking region")
    void anEnglishBusinessDayHasACalendarToo() {
        Instant monday = Instant.parse("2026-06-01T14:00:00Z"); // 10:00 in New York, 15:00 in London
        assertThat(target(IncidentKind.BILLING, Severity.C, "en", "US", monday).dueAt())
                .isEqualTo("2026-06-02T14:00:00Z");
        assertThat(regionOf(target(IncidentKind.BILLING, Severity.C, "en", "US", monday)))
                .isEqualTo("US");
        assertThat(regionOf(target(IncidentKind.BILLING, Severity.C, "en", "PL", monday)))
                .isEqualTo("US");
        assertThat(regionOf(target(IncidentKind.BREAK_FIX, Severity.C, "pl", "US", monday)))
                .isEqualTo("PL");
    }

    @Test
    @DisplayName("I-10: a language that nobody speaks is answered in English, around the clock")
    void answersUnknownLanguagesInEnglish() {
        Instant sunday = Instant.parse("2026-06-07T12:00:00Z");
        ResponseTarget target = target(IncidentKind.BREAK_FIX, Severity.A, "es", "ES", sunday);
        assertThat(target.dueAt()).isEqualTo("2026-06-07T14:00:00Z");
        assertThat(target.explanation())
                .contains(step(LANGUAGE_NOT_OFFERED, Map.of("language", "es", "answeredIn", "en")));
    }

    @Test
    @DisplayName("I-10: without any calendar every hour counts")
    void countsEveryHourWithoutACalendar() {
        ResponsePolicy bare = new ResponsePolicy(RESPONSE_POLICY.breakFixHours(), 1, List.of(), List.of());
        Instant openedAt = Instant.parse("2026-06-01T12:00:00Z");
        assertThat(ResponseClock.target(IncidentKind.FRAUD, Severity.C, contact("pl", "PL"), openedAt, bare)
                        .dueAt())
                .isEqualTo("2026-06-02T12:00:00Z");
        assertThat(ResponseClock.target(IncidentKind.BREAK_FIX, Severity.C, contact("pl", "PL"), openedAt, bare)
                        .dueAt())
                .isEqualTo("2026-06-01T20:00:00Z");
    }

    @Test
    @DisplayName("I-10: the explanation tells each step: hours, calendar, holiday, what counts, due")
    void explainsEachStep() {
        ResponseTarget target =
                target(IncidentKind.BREAK_FIX, Severity.B, "pl", "PL", Instant.parse("2026-06-03T15:45:00Z"));
        assertThat(target.dueAt()).isEqualTo("2026-06-05T11:00:00Z");
        assertThat(target.explanation())
                .containsExactly(
                        step(BREAK_FIX_HOURS, Map.of("severity", "B", "hours", "4")),
                        step(
                                BUSINESS_HOURS,
                                Map.of(
                                        "region",
                                        "PL",
                                        "opensAt",
                                        "09:00",
                                        "closesAt",
                                        "17:30",
                                        "timeZone",
                                        "Europe/Warsaw",
                                        "workdays",
                                        "MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY",
                                        "language",
                                        "pl")),
                        step(OPENED, Map.of("at", "2026-06-03 17:45", "timeZone", "Europe/Warsaw")),
                        step(CLOCK_STARTS, Map.of("at", "2026-06-05 09:00", "timeZone", "Europe/Warsaw")),
                        step(PUBLIC_HOLIDAY, Map.of("date", "2026-06-04")),
                        step(
                                COUNTED,
                                Map.of("date", "2026-06-05", "from", "09:00", "until", "13:00", "minutes", "240")),
                        step(DUE, Map.of("at", "2026-06-05 13:00", "timeZone", "Europe/Warsaw")));
    }

    @Test
    @DisplayName("I-10: the explanation tells of clocks that change on the way")
    void explainsAClockChange() {
        ResponseTarget target =
                target(IncidentKind.BREAK_FIX, Severity.A, "pl", "PL", Instant.parse("2026-03-27T15:30:00Z"));
        assertThat(target.explanation())
                .contains(step(CLOCKS_CHANGE, Map.of("at", "2026-03-29 03:00", "timeZone", "Europe/Warsaw")));
    }

    @Test
    @DisplayName("I-10: a change of the severity recomputes from the opening instant and is remembered")
    void remembersChangesOfSeverity() {
        Instant openedAt = Instant.parse("2026-06-01T12:00:00Z");
        ResponseTarget first = target(IncidentKind.BREAK_FIX, Severity.C, "en", "US", openedAt);
        ResponseTarget raised = first.changedTo(
                target(IncidentKind.BREAK_FIX, Severity.A, "en", "US", openedAt),
                Severity.C,
                Severity.A,
                openedAt.plusSeconds(60));
        ResponseTarget lowered = raised.changedTo(
                target(IncidentKind.BREAK_FIX, Severity.B, "en", "US", openedAt),
                Severity.A,
                Severity.B,
                openedAt.plusSeconds(120));
        assertThat(raised.dueAt()).isEqualTo(openedAt.plus(Duration.ofHours(2)));
        assertThat(lowered.dueAt()).isEqualTo(openedAt.plus(Duration.ofHours(4)));
        assertThat(codes(lowered))
                .containsExactly(BREAK_FIX_HOURS, AROUND_THE_CLOCK, OPENED, DUE, SEVERITY_CHANGED, SEVERITY_CHANGED);
        assertThat(lowered.explanation().get(4).values())
                .containsEntry("from", "C")
                .containsEntry("to", "A");
    }

    @Test
    @DisplayName("I-10: clocks that skip the opening time, and clocks that show the closing time twice")
    void opensAndClosesOnceADay() {
        BusinessCalendar nights = new BusinessCalendar(
                "PL",
                List.of("pl"),
                ZoneId.of("Europe/Warsaw"),
                Set.of(DayOfWeek.SUNDAY),
                LocalTime.of(2, 30),
                LocalTime.of(3, 30),
                Set.of());
        // 2026-03-29: 02:00 becomes 03:00 at 01:00Z
        assertThat(nights.spend(Duration.ofMinutes(30), Instant.parse("2026-03-28T12:00:00Z")))
                .containsExactly(
                        new Span(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-29T01:30:00Z")));
        // 2026-10-25: 03:00 becomes 02:00 at 01:00Z; 02:30 is shown at 00:30Z and again an hour later
        assertThat(nights.spend(Duration.ofMinutes(120), Instant.parse("2026-10-24T12:00:00Z")))
                .containsExactly(
                        new Span(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-25T02:30:00Z")));
    }

    @Test
    void acceptsNoCalendarThatNeverOpens() {
        assertThatThrownBy(() -> new BusinessCalendar(
                        "PL",
                        List.of(),
                        ZoneId.of("UTC"),
                        Set.of(DayOfWeek.MONDAY),
                        LocalTime.NOON,
                        LocalTime.NOON,
                        Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ResponseTarget target(
            IncidentKind kind, Severity severity, String language, String country, Instant openedAt) {
        return ResponseClock.target(kind, severity, contact(language, country), openedAt, RESPONSE_POLICY);
    }

    private static Contact contact(String language, String country) {
        return new Contact(
                "Ada", "ada@contoso.example", Optional.empty(), language, country, ZoneId.of("Europe/Warsaw"), false);
    }

    private static ResponseStep step(ResponseStep.Code code, Map<String, String> values) {
        return new ResponseStep(code, values);
    }

    private static List<ResponseStep.Code> codes(ResponseTarget target) {
        return target.explanation().stream().map(ResponseStep::code).toList();
    }

    private static String regionOf(ResponseTarget target) {
        return target.explanation().stream()
                .filter(step -> step.code() == BUSINESS_HOURS)
                .findFirst()
                .orElseThrow()
                .values()
                .get("region");
    }
}
