package io.partnersupport.entitlement.domain.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of a document that may have any form: what is not there, or is something else, reads as empty. So the rules
 * can be asked about a document of which other parts are malformed.
 *
 * @param path a JSON pointer
 * @param value a map, a list, a text, a number, a truth value or null
 */
record DocumentPart(String path, Object value) {
    DocumentPart field(String name) {
        return new DocumentPart(path + "/" + name, value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    boolean has(String name) {
        return field(name).value() != null;
    }

    Stream<DocumentPart> each(String name) {
        DocumentPart list = field(name);
        return list.value() instanceof List<?> items
                ? IntStream.range(0, items.size()).mapToObj(i -> new DocumentPart(list.path() + "/" + i, items.get(i)))
                : Stream.empty();
    }

    Optional<String> text() {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<String> text(String name) {
        return field(name).text();
    }

    Optional<Integer> number(String name) {
        return field(name).value() instanceof Integer number ? Optional.of(number) : Optional.empty();
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(field(name).value());
    }

    <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return text(name)
                .flatMap(text -> Stream.of(type.getEnumConstants())
                        .filter(constant -> constant.name().equals(text))
                        .findFirst());
    }
}
