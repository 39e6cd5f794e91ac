package io.partnersupport.kit.http;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The human texts of problem codes: {@code <code>.title}, {@code <code>.detail}, {@code <code>.nextStep}; and of what can
 * be wrong with a field: {@code <rule>.error}. A service
 * keeps its own in {@code problems.properties}; the kit's are in {@code kit-problems.properties}.
 */
public final class ProblemTexts {
    private static final List<String> BUNDLES = List.of("problems", "kit-problems");

    /** The texts that were found: looking one up and reading its pattern takes longer than all that is said with it. */
    private static final Map<Text, MessageFormat> FOUND = new ConcurrentHashMap<>();

    private record Text(String code, String kind, Locale locale) {}

    private ProblemTexts() {}

    /** The text, or null where the code has none of this kind. */
    public static String find(String code, String kind, Locale locale, Object... arguments) {
        MessageFormat format = FOUND.computeIfAbsent(
                new Text(code, kind, locale), text -> format(ProblemTexts.class.getClassLoader(), text));
        return format == null
                ? null
                : ((MessageFormat) format.clone()).format(arguments); // one is not for several threads
    }

    /** The same from other resources: while a service is built, its own are not those of this class. */
    public static String find(ClassLoader resources, String code, String kind, Locale locale, Object... arguments) {
        MessageFormat format = format(resources, new Text(code, kind, locale));
        return format == null ? null : format.format(arguments);
    }

    private static MessageFormat format(ClassLoader resources, Text text) {
        for (String bundle : BUNDLES) {
            try {
                String pattern = ResourceBundle.getBundle(bundle, text.locale(), resources, NO_FALLBACK)
                        .getString(text.code() + "." + text.kind());
                return new MessageFormat(pattern, text.locale());
            } catch (MissingResourceException e) {
                continue; // the other bundle has it, or nobody
            }
        }
        return null;
    }

    /** What is wrong with a field: the text {@code <rule>.error}, or the rule itself where it has none. */
    public static String errorOf(String rule, Locale locale, Object... values) {
        String text = find(rule, "error", locale, values);
        return text == null ? rule : text;
    }

    /** English, never the server's own language, is what a missing translation falls back to. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
}
