package io.partnersupport.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.partnersupport.gateway.routing.RouteTable.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private final RouteTable table = new RouteTable(List.of(
            route("/v1/contracts"), route("/v1/contract-links"), route("/v1/partners"), route("/v1/partners/own")));

    @ParameterizedTest
    @CsvSource({
        "/v1/contracts, /v1/contracts",
        "/v1/contracts/, /v1/contracts",
        "/v1/contracts/7/lines, /v1/contracts",
        "/v1/contract-links/7, /v1/contract-links",
        "/v1/partners/7, /v1/partners",
        "/v1/partners/own/users, /v1/partners/own",
    })
    void choosesTheLongestPrefixOfWholeSegments(String path, String prefix) {
        assertThat(table.find(path)).contains(route(prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/contract", "/v1/contractsX", "/v2/contracts", "/x/v1/contracts"})
    void knowsNoOther(String path) {
        assertThat(table.find(path)).isEmpty();
    }

    @Test
    void refusesTwoOwnersOfOnePrefix() {
        assertThatThrownBy(() -> new RouteTable(List.of(route("/v1/contracts"), route("/v1/contracts"))))
                .hasMessageContaining("/v1/contracts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1/contracts", "/v1/contracts/", "/", ""})
    void refusesAPrefixThatWouldNeverMatch(String prefix) {
        assertThatThrownBy(() -> route(prefix)).isInstanceOf(IllegalStateException.class);
    }

    private static Route route(String prefix) {
        return new Route(prefix, "contracts");
    }
}
