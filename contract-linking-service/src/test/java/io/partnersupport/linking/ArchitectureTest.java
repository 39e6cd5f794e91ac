package io.partnersupport.linking;

import io.partnersupport.kit.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
