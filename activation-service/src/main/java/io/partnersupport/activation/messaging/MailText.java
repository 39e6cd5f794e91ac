package io.partnersupport.activation.messaging;

import io.partnersupport.activation.domain.notification.NotificationKind;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a mail says, from {@code mails.properties} in the recipient's language; English where there is no other. */
record MailText(String subject, String body) {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)}");
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    static MailText of(NotificationKind kind, Locale language, Map<String, String> arguments) {
        ResourceBundle texts = ResourceBundle.getBundle("mails", language, NO_FALLBACK);
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new MailText(
                // a name from elsewhere must not begin another header
                fill(texts.getString(name + ".subject"), arguments).replaceAll("\\p{Cntrl}+", " "),
                fill(texts.getString(name + ".text"), arguments) + "\n\n" + texts.getString("signature") + "\n");
    }

    private static String fill(String pattern, Map<String, String> arguments) {
        return ARGUMENT.matcher(pattern).replaceAll(found -> {
            String value = arguments.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException("A mail's text has no argument " + found.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
