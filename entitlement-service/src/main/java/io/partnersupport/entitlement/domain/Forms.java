package io.partnersupport.entitlement.domain;

/** Forms that texts have wherever they come from, as regular expressions. */
public final class Forms {
    /** One line of text: no control characters and nothing that changes the direction of writing. */
    public static final String LINE = "[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*";

    public static final String UUID = "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}";
    public static final String DOMAIN = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]";
    public static final String EMAIL =
            "(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])";
    public static final String COUNTRY = "[A-Z]{2}";

    private Forms() {}
}
