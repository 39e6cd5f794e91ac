package io.partnersupport.gateway;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.ParsableMIMEValue;
import java.util.Arrays;
import java.util.List;

/** Which form of an answer the client likes best. */
public final class MediaTypes {
    private MediaTypes() {}

    /** The best of what is offered; the first one when the client asks for nothing that there is. */
    public static String preferred(RoutingContext request, String... offered) {
        List<MIMEHeader> known = Arrays.stream(offered)
                .<MIMEHeader>map(type -> new ParsableMIMEValue(type).forceParse())
                .toList();
        MIMEHeader best = request.parsedHeaders()
                .findBestUserAcceptedIn(request.parsedHeaders().accept(), known);
        return best == null ? offered[0] : best.component() + "/" + best.subComponent();
    }
}
