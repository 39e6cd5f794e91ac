package io.partnersupport.kit.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Function;

/** Requests say exactly what they mean: nothing is guessed, ignored or converted. */
@Singleton
class StrictJson implements ObjectMapperCustomizer {
    @Override
    @SuppressWarnings("deprecation") // the builder that replaces these is not open to customizers
    public void customize(ObjectMapper mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        mapper.getFactory()
                .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8 and nothing else (RFC 8259)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        mapper.registerModule(texts());
    }

    /** Last, so that the modules of the platform do not come before ours. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    private static SimpleModule texts() {
        SimpleModule module = new SimpleModule("strict-texts");
        module.addDeserializer(String.class, new Text<>(String.class, text -> text));
        StrictTexts.PARSERS.forEach((type, parser) -> add(module, type, parser));
        return module;
    }

    private static <T> void add(SimpleModule module, Class<T> type, Function<String, Object> parser) {
        module.addDeserializer(type, new Text<>(type, text -> type.cast(parser.apply(text))));
    }

    /** Takes a JSON string, and nothing that could be made one. */
    private static final class Text<T> extends StdScalarDeserializer<T> {
        private final transient Function<String, T> parser;

        Text(Class<T> type, Function<String, T> parser) {
            super(type);
            this.parser = parser;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(handledType(), json);
            }
            String text = json.getText();
            if (StrictTexts.isStorable(text)) {
                try {
                    return parser.apply(text);
                } catch (IllegalArgumentException | DateTimeException e) {
                    // refused below, in words that do not repeat the text
                }
            }
            throw context.weirdStringException("", handledType(), "does not have the expected form");
        }
    }
}
