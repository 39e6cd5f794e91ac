package io.partnersupport.entitlement;

import io.partnersupport.kit.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
