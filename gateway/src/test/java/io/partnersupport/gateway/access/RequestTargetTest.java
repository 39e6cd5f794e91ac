package io.partnersupport.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/",
                "/a/b.c",
                "/a/...",
                "/a/b%20c",
                "/a/%C5%BC",
                "/a?",
                "/a?b=%2F%2e%2e//%00",
                "/a;b=c",
                "/a:b"
            })
    void takesAPlainTarget(String target) {
        assertThat(RequestTarget.isPlain(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "//",
                "//a",
                "/a//b",
                "/a//",
                "/.",
                "/..",
                "/a/../b",
                "/a/%2e",
                "/a/.%2E/b",
                "/a%2Fb",
                "/a%5Cb",
                "/a\\b",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%-1",
                "/a?%zz",
                "/a?%c3",
                "/a%00",
                "/a%7F",
                "/a%C2%85",
                "/a%ff",
                "/a%c0%ae",
                "/a b",
                "/a#b",
                "/\u017c",
                "http://a/b"
            })
    void refusesATargetThatCouldBeReadAsAnother(String target) {
        assertThat(RequestTarget.isPlain(target)).isFalse();
    }
}
