package io.partnersupport.activation;

import io.partnersupport.kit.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
