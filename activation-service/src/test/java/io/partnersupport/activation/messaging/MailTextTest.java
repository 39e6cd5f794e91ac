package io.partnersupport.activation.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.partnersupport.activation.domain.notification.NotificationKind;
import io.partnersupport.kit.http.RequestLanguage;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTextTest {
    private static final Map<String, String> ARGUMENTS = new HashMap<>();

    static {
        Stream.of("benefit", "partner", "usableUntil", "reason", "offer", "endsAt", "expiresAt")
                .forEach(name -> ARGUMENTS.put(name, "the " + name));
    }

    @ParameterizedTest
    @EnumSource(NotificationKind.class)
    void everyKindHasTextsInEveryLanguage(NotificationKind kind) {
        for (Locale language : RequestLanguage.SPOKEN) {
            MailText text = MailText.of(kind, language, ARGUMENTS);
            assertThat(text.subject()).contains("the ").doesNotContain("{");
            assertThat(text.body()).contains("the partner").doesNotContain("{");
        }
    }

    @Test
    void aNameCannotBeginAnotherHeader() {
        Map<String, String> arguments = new HashMap<>(ARGUMENTS);
        arguments.put("benefit", "Support\r\nBcc: everybody@example.org {partner} $1");
        MailText text = MailText.of(NotificationKind.ACTIVATION_COMPLETED, Locale.ENGLISH, arguments);
        assertThat(text.subject()).isEqualTo("Support Bcc: everybody@example.org {partner} $1 is active");
    }

    @Test
    void anUnknownLanguageIsEnglish() {
        assertThat(MailText.of(NotificationKind.RENEWAL_DUE, Locale.forLanguageTag("eo"), ARGUMENTS))
                .isEqualTo(MailText.of(NotificationKind.RENEWAL_DUE, Locale.ENGLISH, ARGUMENTS));
    }

    @Test
    void aMissingArgumentIsABug() {
        assertThatThrownBy(() -> MailText.of(NotificationKind.RENEWAL_DUE, Locale.ENGLISH, Map.of()))
                .hasMessageContaining("offer");
    }
}
