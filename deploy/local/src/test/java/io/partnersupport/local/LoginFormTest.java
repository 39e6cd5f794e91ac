package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class LoginFormTest {
    @Test
    void findsTheAddressInKeycloaksPage() {
        String page = """
                <form action="/other" id="search"></form>
                <form id="kc-form-login" class="pf-v5-c-form" onsubmit="login.disabled = true; return true;"
                    action="http://localhost:8180/authenticate?session_code=a&amp;tab_id=b" method="post">""";

        assertThat(LoginForm.in(page))
                .contains(new LoginForm(URI.create("http://localhost:8180/authenticate?session_code=a&tab_id=b")));
    }

    @Test
    void findsNothingOnAnErrorPage() {
        assertThat(LoginForm.in("<p id=\"kc-error-message\">Invalid parameter: redirect_uri</p>"))
                .isEmpty();
    }
}
