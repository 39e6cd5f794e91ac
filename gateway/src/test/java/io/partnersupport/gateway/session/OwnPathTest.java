package io.partnersupport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a browser may be sent after the sign-in. */
class OwnPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs/",
                "/incidents/42?tab=files&q=a%20b",
                "/app#/incidents/42",
                "/app?next=https://elsewhere.example/",
                "/app#//elsewhere.example"
            })
    void isAPathOfThisAddress(String target) {
        assertThat(BrowserSignIn.isOwnPath(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "incidents",
                "?q",
                "#top",
                "https://elsewhere.example/",
                "HTTPS:elsewhere.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "//elsewhere.example",
                "///elsewhere.example",
                "//elsewhere.example/..",
                "/\\elsewhere.example",
                "\\\\elsewhere.example",
                "/%5celsewhere.example",
                "/%2f/elsewhere.example",
                "/..//elsewhere.example",
                "/./elsewhere.example",
                "/\t/elsewhere.example",
                "/\n/elsewhere.example",
                "\t//elsewhere.example",
                "/a b",
                "/%0d%0aSet-Cookie:x=1",
                "/a\r\nSet-Cookie: x=1",
                "/app#\r\nSet-Cookie: x=1",
                "/app#a\\b",
                "/\u017c"
            })
    void isNothingThatABrowserCouldTakeForAnother(String target) {
        assertThat(BrowserSignIn.isOwnPath(target)).isFalse();
    }
}
