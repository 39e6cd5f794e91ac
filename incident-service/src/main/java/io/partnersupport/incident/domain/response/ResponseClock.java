package io.partnersupport.incident.domain.response;

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

import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.response.BusinessCalendar.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Computes when the first response is due (I-10): counted from the opening, never paused. */
public final class ResponseClock {
    private final ResponsePolicy policy;
    private final List<ResponseStep> steps = new ArrayList<>();

    private ResponseClock(ResponsePolicy policy) {
        this.policy = policy;
    }

    /** The target of a request that was opened at this instant. */
    public static ResponseTarget target(IncidentRequest request, Instant openedAt, ResponsePolicy policy) {
        return target(request.kind(), request.severity(), request.contact(), openedAt, policy);
    }

    /** The target, had it been opened with this severity. */
    public static ResponseTarget target(
            IncidentKind kind, Severity severity, Contact contact, Instant openedAt, ResponsePolicy policy) {
        return new ResponseClock(policy).compute(kind, severity, contact, openedAt);
    }

    private ResponseTarget compute(IncidentKind kind, Severity severity, Contact contact, Instant openedAt) {
        boolean breakFix = kind == IncidentKind.BREAK_FIX;
        Duration hours = Duration.ofHours(policy.breakFixHours().get(severity));
        if (breakFix) {
            say(BREAK_FIX_HOURS, severity, hours.toHours());
        }
        String language = offered(contact.language());
        Optional<BusinessCalendar> calendar =
                breakFix && isAroundTheClock(language) ? Optional.empty() : calendarFor(language, contact.country());
        if (!breakFix) {
            Duration days = calendar.map(found -> found.days(policy.otherBusinessDays()))
                    .orElseGet(() -> Duration.ofDays(policy.otherBusinessDays()));
            say(BUSINESS_DAYS, policy.otherBusinessDays(), hoursOf(days));
            hours = days;
        }
        Instant dueAt = calendar.isPresent()
                ? inBusinessHours(calendar.get(), language, hours, openedAt)
                : aroundTheClock(language, hours, openedAt, contact.timeZone());
        say(DUE, shown(dueAt, contact.timeZone()), contact.timeZone());
        return new ResponseTarget(dueAt, steps);
    }

    private Instant aroundTheClock(String language, Duration amount, Instant openedAt, ZoneId zone) {
        say(AROUND_THE_CLOCK, language);
        say(OPENED, shown(openedAt, zone), zone);
        Instant dueAt = openedAt.plus(amount);
        sayClockChanges(openedAt, dueAt, zone);
        return dueAt;
    }

    private Instant inBusinessHours(BusinessCalendar calendar, String language, Duration amount, Instant openedAt) {
        ZoneId zone = calendar.timeZone();
        String workdays = calendar.workdays().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
        say(BUSINESS_HOURS, calendar.region(), calendar.opensAt(), calendar.closesAt(), zone, workdays, language);
        say(OPENED, shown(openedAt, zone), zone);
        List<Span> spans = calendar.spend(amount, openedAt);
        Instant startsAt = spans.get(0).from();
        Instant dueAt = spans.get(spans.size() - 1).until();
        if (startsAt.isAfter(openedAt)) {
            say(CLOCK_STARTS, shown(startsAt, zone), zone);
        }
        calendar.holidaysBetween(openedAt, dueAt).forEach(day -> say(PUBLIC_HOLIDAY, day));
        for (Span span : spans) {
            LocalDateTime from = minute(span.from(), zone);
            LocalDateTime until = minute(span.until(), zone);
            say(
                    COUNTED,
                    from.toLocalDate(),
                    from.toLocalTime(),
                    until.toLocalTime(),
                    span.length().toMinutes());
        }
        sayClockChanges(openedAt, dueAt, zone);
        return dueAt;
    }

    /** The language itself, if support speaks it; else the first in which it answers around the clock. */
    private String offered(String language) {
        if (isAroundTheClock(language)
                || policy.calendars().stream().anyMatch(calendar -> calendar.speaks(language))
                || policy.aroundTheClockLanguages().isEmpty()) {
            return language;
        }
        String answeredIn = policy.aroundTheClockLanguages().get(0);
        say(LANGUAGE_NOT_OFFERED, language, answeredIn);
        return answeredIn;
    }

    private boolean isAroundTheClock(String language) {
        return policy.aroundTheClockLanguages().stream().anyMatch(spoken -> BusinessCalendar.matches(language, spoken));
    }

    /** That of the contact's region if it speaks the language, else the first that does, else the region's, else any. */
    private Optional<BusinessCalendar> calendarFor(String language, String country) {
        Predicate<BusinessCalendar> speaks = calendar -> calendar.speaks(language);
        Predicate<BusinessCalendar> isThere = calendar -> calendar.region().equals(country);
        return Stream.of(speaks.and(isThere), speaks, isThere, calendar -> true)
                .flatMap(suits -> policy.calendars().stream().filter(suits))
                .findFirst();
    }

    private void sayClockChanges(Instant from, Instant until, ZoneId zone) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(from);
        if (next != null && next.getInstant().isBefore(until)) {
            say(CLOCKS_CHANGE, shown(next.getInstant(), zone), zone);
        }
    }

    private void say(ResponseStep.Code code, Object... values) {
        steps.add(ResponseStep.of(code, values));
    }

    private static String shown(Instant instant, ZoneId zone) {
        return minute(instant, zone).toString().replace('T', ' ');
    }

    private static LocalDateTime minute(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
    }

    private static String hoursOf(Duration duration) {
        return "%d:%02d".formatted(duration.toHours(), duration.toMinutesPart());
    }
}
