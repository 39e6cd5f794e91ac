package io.partnersupport.incident.domain.webhook;

/** What was done to an endpoint. The names are API: add, never rename or reuse. */
public enum WebhookAct {
    REGISTER,
    CHANGE,
    ENABLE,
    DISABLE,
    ROTATE_SECRET,
    DELETE
}
