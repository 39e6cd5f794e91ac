package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.subscription.Seat;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

@Entity
@IdClass(SeatEntity.Key.class)
@Table(name = "seat")
class SeatEntity {
    @Id
    UUID benefitId;

    @Id
    int number;

    String assignee;
    Instant assignedAt;
    long sequence;

    static SeatEntity of(Seat seat) {
        Seat.Holder holder = seat.holder().orElseThrow();
        SeatEntity entity = new SeatEntity();
        entity.benefitId = seat.benefitId().value();
        entity.number = seat.number();
        entity.assignee = holder.userId();
        entity.assignedAt = holder.since();
        entity.sequence = seat.sequence();
        return entity;
    }

    Seat toSeat() {
        return new Seat(new BenefitId(benefitId), number, Optional.of(new Seat.Holder(assignee, assignedAt)), sequence);
    }

    static class Key {
        UUID benefitId;
        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && number == key.number && Objects.equals(benefitId, key.benefitId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(benefitId, number);
        }
    }
}
