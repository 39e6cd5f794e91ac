package io.partnersupport.incident;

import io.partnersupport.kit.testing.ServiceProjections;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithBacking
class ProjectionsTest extends ServiceProjections {
    @Override
    protected String[] ownColumns() {
        return new String[] {"unsettled"};
    }

    @Override
    protected String sent(String topic, String example) {
        return topic.equals("entitlement.benefits") ? example.replace("TECHNICAL_SUPPORT", "ADVISORY") : example;
    }
}
