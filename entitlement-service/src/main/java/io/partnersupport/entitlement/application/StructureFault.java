package io.partnersupport.entitlement.application;

import java.util.List;

/** What can be wrong with the form of a part of a document. */
public enum StructureFault {
    MISSING,
    UNKNOWN_PART,
    WRONG_TYPE,
    NOT_ONE_OF,
    OUT_OF_LIMITS,
    WRONG_FORM,
    REPEATED,
    REFERENCE;

    /**
     * A fault and where it is.
     *
     * @param path a JSON pointer into the document
     * @param expected what the text of the fault mentions
     */
    public record Located(String path, StructureFault fault, List<String> expected) {
        Located(String path, StructureFault fault, String... expected) {
            this(path, fault, List.of(expected));
        }
    }

    /** A field's name as part of a JSON pointer (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
