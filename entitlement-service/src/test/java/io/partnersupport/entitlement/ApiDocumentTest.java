package io.partnersupport.entitlement;

import io.partnersupport.kit.testing.ServiceDocument;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithBacking
class ApiDocumentTest extends ServiceDocument {}
