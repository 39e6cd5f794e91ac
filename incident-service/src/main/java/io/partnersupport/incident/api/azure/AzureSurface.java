package io.partnersupport.incident.api.azure;

/** Which addresses are Azure's, and the version that they speak. */
final class AzureSurface {
    static final String PROVIDER = "/providers/Microsoft.Support";
    static final String SUBSCRIPTIONS = "/subscriptions";
    static final String API_VERSION = "2024-04-01";

    private AzureSurface() {}

    static boolean isOf(String path) {
        return path.startsWith("/providers/") || path.startsWith(SUBSCRIPTIONS + "/");
    }
}
