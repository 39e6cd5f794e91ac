package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.activation.BusinessCalendar;
import io.partnersupport.activation.domain.activation.BusinessCalendars;
import io.partnersupport.kit.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class PostgresBusinessCalendars implements BusinessCalendars {
    private record Regional(String region, ZoneId timeZone, Set<DayOfWeek> workdays, Set<LocalDate> holidays) {}

    private final EntityManager entityManager;
    private final EventJson json;

    PostgresBusinessCalendars(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public BusinessCalendar of(PartnerId partner, Instant at) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT partner.country, edition.calendars FROM known_partner partner, known_edition edition
                        WHERE partner.id = :partner AND edition.effective_from <= :at
                        ORDER BY edition.effective_from DESC LIMIT 1""")
                .setParameter("partner", partner.value())
                .setParameter("at", at)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .findFirst()
                .flatMap(row -> find((String) row[0], (String) row[1]))
                .orElse(BusinessCalendar.ANYWHERE);
    }

    private Optional<BusinessCalendar> find(String country, String calendars) {
        return Arrays.stream(json.read(calendars, Regional[].class))
                .filter(calendar -> calendar.region().equals(country))
                .map(calendar -> new BusinessCalendar(calendar.timeZone(), calendar.workdays(), calendar.holidays()))
                .findFirst();
    }
}
