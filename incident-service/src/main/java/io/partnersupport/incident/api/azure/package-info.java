/** The Azure Support REST API (api-version 2024-04-01) as another edge of the same use cases. */
package io.partnersupport.incident.api.azure;
