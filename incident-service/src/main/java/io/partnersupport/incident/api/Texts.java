package io.partnersupport.incident.api;

/** Forms that several requests share. */
public final class Texts {
    /** Neither changes the direction of writing nor is half a character. */
    private static final String NOT_TEXT = "\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uD800-\\uDFFF";

    public static final String LINE = "[^\\u0000-\\u001F\\u007F-\\u009F" + NOT_TEXT + "]*";
    public static final String LINE_MESSAGE = "one-line";
    public static final String LINES =
            "[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F" + NOT_TEXT + "]*";
    public static final String LINES_MESSAGE = "plain-text";

    private Texts() {}
}
