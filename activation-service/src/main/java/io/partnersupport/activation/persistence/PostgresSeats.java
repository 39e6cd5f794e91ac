package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.subscription.Seat;
import io.partnersupport.activation.domain.subscription.Seats;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

@ApplicationScoped
class PostgresSeats implements Seats, PanacheRepositoryBase<SeatEntity, SeatEntity.Key> {
    @Override
    public List<Seat> held(Collection<BenefitId> benefits) {
        return find(
                        "benefitId in ?1 order by benefitId, number",
                        benefits.stream().map(BenefitId::value).toList())
                .stream()
                .map(SeatEntity::toSeat)
                .toList();
    }

    @Override
    public void lock(PartnerId partner) {
        AdvisoryLock.take(getEntityManager(), "seats " + partner.value());
    }

    @Override
    public void save(Seat changed) {
        getEntityManager().merge(SeatEntity.of(changed));
    }
}
