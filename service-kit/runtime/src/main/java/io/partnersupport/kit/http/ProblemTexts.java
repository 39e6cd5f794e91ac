package io.partnersupport.kit.http;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The human texts of problem codes: {@code <code>.title}, {@code <code>.detail}, {@code <code>.nextStep}; and of what can
 * be wrong with a field: {@code <rule>.error}. A service
 * keeps its own in {@code problems.properties}; the kit's are in {@code kit-problems.properties}.
 */
public final class ProblemTexts {
    private static final List<String> BUNDLES = List.of("problems", "kit-problems");

    private ProblemTexts() {}

    /** The text, or null where the code has none of this kind. */
    public static String find(String code, String kind, Locale locale, Object... arguments) {
        return find(ProblemTexts.class.getClassLoader(), code, kind, locale, arguments);
    }

    /** The same from other resources: while a service is built, its own are not those of this class. */
    public static String find(ClassLoader resources, String code, String kind, Locale locale, Object... arguments) {
        for (String bundle : BUNDLES) {
            try {
                String pattern = ResourceBundle.getBundle(bundle, locale, resources, NO_FALLBACK)
                        .getString(code + "." + kind);
                return new MessageFormat(pattern, locale).format(arguments);
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
