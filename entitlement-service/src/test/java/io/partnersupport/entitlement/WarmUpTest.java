package io.partnersupport.entitlement;

import io.partnersupport.kit.testing.ServiceWarmUp;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithBacking
class WarmUpTest extends ServiceWarmUp {}
