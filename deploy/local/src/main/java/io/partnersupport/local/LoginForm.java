package io.partnersupport.local;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keycloak's sign-in page, of which only the address that takes the password matters. */
record LoginForm(URI action) {
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*\\bid=\"kc-form-login\"[^>]*>");
    private static final Pattern ACTION = Pattern.compile("\\baction=\"([^\"]+)\"");

    static Optional<LoginForm> in(String page) {
        Matcher form = FORM.matcher(page);
        if (!form.find()) {
            return Optional.empty();
        }
        Matcher action = ACTION.matcher(form.group());
        return action.find()
                ? Optional.of(new LoginForm(URI.create(action.group(1).replace("&amp;", "&"))))
                : Optional.empty();
    }
}
