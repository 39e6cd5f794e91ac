package io.partnersupport.linking;

import io.partnersupport.kit.testing.ServiceProjections;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithBacking
class ProjectionsTest extends ServiceProjections {
    @Override
    protected String[] ownColumns() {
        return new String[] {"links_to_follow"};
    }
}
