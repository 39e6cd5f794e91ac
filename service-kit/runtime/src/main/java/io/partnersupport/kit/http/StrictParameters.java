package io.partnersupport.kit.http;

import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A query parameter that cannot be read is a 400 that names it; a path that cannot be one of ours is a 404. */
@Provider
class StrictParameters implements ParamConverterProvider {
    private static final Map<Class<?>, Function<String, Object>> PARSERS = new HashMap<>(StrictTexts.PARSERS);

    static {
        PARSERS.put(Integer.class, Integer::valueOf);
        PARSERS.put(Long.class, Long::valueOf);
        PARSERS.put(Boolean.class, StrictParameters::truth);
    }

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        Function<String, Object> parser = type.isEnum() ? name -> constant(type, name) : PARSERS.get(type);
        if (parser == null) {
            return null;
        }
        Problem.Builder problem = problemFor(annotations);
        return new ParamConverter<>() {
            @Override
            public T fromString(String value) {
                try {
                    return value == null ? null : type.cast(parser.apply(value));
                } catch (IllegalArgumentException | DateTimeException e) {
                    throw problem.exception();
                }
            }

            @Override
            public String toString(T value) {
                return value.toString();
            }
        };
    }

    private static Problem.Builder problemFor(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof PathParam) {
                return Problem.of(404, "not-found");
            }
            if (annotation instanceof QueryParam query) {
                return Problem.of(400, "malformed-request").error(query.value(), "unexpected-form");
            }
        }
        return Problem.of(400, "malformed-request");
    }

    private static Boolean truth(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException();
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }
}
