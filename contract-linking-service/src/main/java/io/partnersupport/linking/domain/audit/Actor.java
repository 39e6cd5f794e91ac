package io.partnersupport.linking.domain.audit;

/** Who did something, and in which role: {@code account} means as the owner of the link. */
public record Actor(String id, String role) {
    /** The service itself, because of what other services said. */
    public static final Actor SERVICE = new Actor("contract-linking-service", "service");

    public static Actor owner(String id) {
        return new Actor(id, "account");
    }
}
