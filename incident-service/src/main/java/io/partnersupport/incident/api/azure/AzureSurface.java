package io.partnersupport.incident.api.azure;

/** Which addresses are Azure's, and the version that they speak. */
public final class AzureSurface {
    static final String PROVIDER = "/providers/Microsoft.Support";
    static final String SUBSCRIPTIONS = "/subscriptions";
    static final String API_VERSION = "2024-04-01";

    private AzureSurface() {}

    static boolean isOf(String path) {
        return path.startsWith("/providers/") || path.startsWith(SUBSCRIPTIONS + "/");
    }

    /** Whether a chunk of a file is sent there, which is larger than other bodies. */
    public static boolean isUpload(String path) {
        return isOf(path) && path.contains("/fileWorkspaces/") && path.endsWith("/upload");
    }
}
