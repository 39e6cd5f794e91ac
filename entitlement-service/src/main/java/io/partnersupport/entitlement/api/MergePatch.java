package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import java.util.Set;

/** Applies JSON Merge Patches (RFC 7396) and checks what comes out of them like any other request. */
@ApplicationScoped
class MergePatch {
    static final String MEDIA_TYPE = "application/merge-patch+json";

    /** Constraints of the outcome; a patch itself may leave out every field. */
    interface Merged {}

    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    <T> T apply(Class<T> type, T current, ObjectNode patch) throws JsonProcessingException {
        T merged = json.treeToValue(merge(json.valueToTree(current), patch), type);
        Set<ConstraintViolation<T>> violations = validator.validate(merged, Default.class, Merged.class);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return merged;
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull() && target.has(field.getKey())) { // an unknown field must not pass unnoticed
                target.remove(field.getKey());
            } else if (value instanceof ObjectNode nested) {
                target.set(
                        field.getKey(),
                        merge(
                                target.get(field.getKey()) instanceof ObjectNode known ? known : target.objectNode(),
                                nested));
            } else {
                target.set(field.getKey(), value);
            }
        });
        return target;
    }
}
