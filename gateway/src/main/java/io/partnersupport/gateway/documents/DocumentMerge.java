package io.partnersupport.gateway.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one OpenAPI document of several. What two documents describe in the same way is taken once; what they describe
 * differently under one name is a conflict, because one of the two would be lost.
 */
final class DocumentMerge {
    private final ObjectNode merged;
    private final List<String> conflicts = new ArrayList<>();
    private final Map<String, String> owners = new HashMap<>();

    /** Begins with a document that says what the others do not: title, security, the gateway's own resources. */
    DocumentMerge(ObjectNode base) {
        this.merged = base.deepCopy();
    }

    DocumentMerge add(String service, ObjectNode document) {
        if (!merged.path("openapi").equals(document.path("openapi"))) {
            conflicts.add(service + " is written in OpenAPI "
                    + document.path("openapi").asText("?") + ", not "
                    + merged.path("openapi").asText());
        }
        document.path("paths").properties().forEach(path -> {
            JsonNode item = path.getValue().deepCopy();
            JsonNode present = merged.path("paths").path(path.getKey());
            item.properties()
                    .forEach(operation -> takeOver(service, operation.getValue(), present.path(operation.getKey())));
            addAll(
                    service,
                    "paths " + path.getKey(),
                    merged.withObjectProperty("paths").withObjectProperty(path.getKey()),
                    item);
        });
        document.path("components").properties().forEach(section -> {
            // how one signs in is said once, for all
            if (!section.getKey().equals("securitySchemes")) {
                ObjectNode components = merged.withObjectProperty("components");
                addAll(
                        service,
                        "components " + section.getKey(),
                        components.withObjectProperty(section.getKey()),
                        section.getValue());
            }
        });
        document.path("tags").forEach(tag -> addTag(service, tag));
        return this;
    }

    ObjectNode document() {
        if (!conflicts.isEmpty()) {
            throw new IllegalStateException(
                    "The API documents contradict each other:\n" + String.join("\n", conflicts));
        }
        return merged;
    }

    private void takeOver(String service, JsonNode operation, JsonNode present) {
        // an empty list means that no token is needed; everything else is what the whole document says
        if (operation instanceof ObjectNode described
                && !described.path("security").isEmpty()) {
            described.remove("security");
        }
        String id = operation.path("operationId").asText("");
        if (!id.isEmpty() && !operation.equals(present)) {
            claim(service, "operationId " + id);
        }
    }

    private void claim(String service, String what) {
        String owner = owners.putIfAbsent(what, service);
        if (owner != null) {
            conflicts.add(what + " is used by " + owner + " and again by " + service);
        }
    }

    private void addAll(String service, String where, ObjectNode target, JsonNode source) {
        source.properties().forEach(field -> {
            String name = where + " " + field.getKey();
            JsonNode present = target.get(field.getKey());
            if (present == null) {
                target.set(field.getKey(), field.getValue());
                owners.put(name, service);
            } else if (!present.equals(field.getValue())) {
                conflicts.add(
                        name + " differs between " + owners.getOrDefault(name, "the gateway") + " and " + service);
            }
        });
    }

    private void addTag(String service, JsonNode tag) {
        for (JsonNode present : merged.withArrayProperty("tags")) {
            if (present.path("name").equals(tag.path("name"))) {
                if (!present.equals(tag)) {
                    conflicts.add("tag " + tag.path("name").asText() + " differs in " + service);
                }
                return;
            }
        }
        merged.withArrayProperty("tags").add(tag);
    }
}
