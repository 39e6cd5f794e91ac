package io.partnersupport.gateway.routing;

import io.partnersupport.gateway.trace.Exchange;
import io.quarkus.vertx.http.runtime.filters.AbstractResponseWrapper;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;

/** The request as the proxy sees it. When the proxy breaks off an answer, the others who wait for its end hear of it. */
final class BreakableRequest extends HttpServerRequestWrapper {
    private final HttpServerResponse response;

    BreakableRequest(HttpServerRequest request, Exchange exchange) {
        super((HttpServerRequestInternal) request);
        this.response = new AbstractResponseWrapper(request.response()) {
            @Override
            public boolean reset() {
                return reset(0);
            }

            @Override
            public boolean reset(long code) {
                exchange.breakOff();
                return true;
            }
        };
    }

    @Override
    public HttpServerResponse response() {
        return response;
    }
}
