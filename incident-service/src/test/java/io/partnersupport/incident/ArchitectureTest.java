package io.partnersupport.incident;

import io.partnersupport.kit.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
