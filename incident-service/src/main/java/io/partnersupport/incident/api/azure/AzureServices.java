package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.ProblemClassification;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.ProductKind;
import io.partnersupport.incident.domain.product.Products;
import io.partnersupport.incident.domain.ticket.TicketFilter.Subject;
import io.partnersupport.kit.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tickets can be about: our products, and billing and subscription management of Azure, as Azure's services; what
 * can be wrong with each, in which version, as its problem classifications.
 */
@ApplicationScoped
class AzureServices {
    private static final String SERVICES = AzureSurface.PROVIDER + "/services/";
    private static final String CLASSIFICATIONS = "/problemClassifications/";

    record Data(List<ClassificationData> ofProducts, List<OwnService> services) {}

    record ClassificationData(
            String name,
            String displayName,
            IncidentKind kind,
            ProblemClassification classification,
            Boolean perVersion) {}

    record OwnService(String name, String displayName, String productId, List<ClassificationData> classifications) {}

    /** Something that tickets can be about. */
    record Service(String name, String displayName, String productId, List<Classification> classifications) {
        String id() {
            return SERVICES + name;
        }

        Set<IncidentKind> kinds() {
            return classifications.stream().map(Classification::kind).collect(Collectors.toSet());
        }
    }

    /** Something that can be wrong with it. */
    record Classification(
            String serviceId,
            String name,
            String displayName,
            IncidentKind kind,
            Optional<ProblemClassification> classification,
            Optional<String> version) {
        String id() {
            return serviceId + CLASSIFICATIONS + name;
        }

        boolean describes(IncidentRequest request) {
            return kind == request.kind()
                    && (classification.equals(request.classification())
                            || request.classification().isEmpty())
                    && (version.isEmpty() || version.equals(request.version()));
        }
    }

    /** What a ticket is about. */
    record Choice(Service service, Classification classification) {}

    private final Products products;
    private final Data data;

    AzureServices(Products products, ObjectMapper json) throws IOException {
        this.products = products;
        try (InputStream services = AzureServices.class.getResourceAsStream("/azure/services.json")) {
            this.data = json.readValue(services, Data.class);
        }
    }

    /** All but those whose vendors have support of their own. */
    List<Service> all() {
        return Stream.concat(
                        data.services().stream().map(AzureServices::service),
                        products.all().stream()
                                .filter(product -> product.kind() != ProductKind.MARKETPLACE)
                                .map(this::service))
                .toList();
    }

    Optional<Service> find(String name) {
        return data.services().stream()
                .filter(service -> service.name().equalsIgnoreCase(name))
                .findFirst()
                .map(AzureServices::service)
                .or(() -> products.find(name.toLowerCase(Locale.ROOT)).map(this::service));
    }

    /** What the ids of a request name; a product that is unknown is for the rules to refuse. */
    Choice choose(String serviceId, String problemClassificationId) {
        String name = after(SERVICES, serviceId);
        Service service = find(name).orElseGet(() -> service(unknown(name)));
        String classification = after(CLASSIFICATIONS, problemClassificationId);
        return service.classifications().stream()
                .filter(each -> each.name().equalsIgnoreCase(classification))
                .findFirst()
                .map(found -> new Choice(service, found))
                .orElseThrow(() -> Problem.of(422, "unknown-problem-classification")
                        .arguments(service.displayName())
                        .error("properties.problemClassificationId", "azure-not-of-the-service")
                        .exception());
    }

    /** What an incident is about: as the client said, else what comes nearest. */
    Choice of(IncidentRequest request, Optional<AzureDetails> details) {
        if (details.isPresent()) {
            return choose(details.get().serviceId(), details.get().problemClassificationId());
        }
        List<Service> candidates = Stream.concat(
                        data.services().stream().map(AzureServices::service),
                        Stream.of(service(
                                products.find(request.productId()).orElseGet(() -> unknown(request.productId())))))
                .filter(service -> service.productId().equals(request.productId()))
                .toList();
        return candidates.stream()
                .flatMap(service -> service.classifications().stream()
                        .filter(each -> each.describes(request))
                        .map(each -> new Choice(service, each)))
                .findFirst()
                .orElseGet(() -> new Choice(
                        candidates.get(candidates.size() - 1),
                        candidates.get(candidates.size() - 1).classifications().get(0)));
    }

    /** What a filter by the id of a service, or of a problem classification, asks for. */
    Subject subject(String id) {
        int end = id.indexOf(CLASSIFICATIONS);
        if (end >= 0) {
            Choice choice = choose(id.substring(0, end), id);
            Classification about = choice.classification();
            return new Subject(
                    choice.service().productId(), Set.of(about.kind()), about.version(), about.classification());
        }
        String name = after(SERVICES, id);
        Service service = find(name).orElseGet(() -> service(unknown(name)));
        return new Subject(service.productId(), service.kinds(), Optional.empty(), Optional.empty());
    }

    private static String after(String marker, String id) {
        return id.substring(id.lastIndexOf(marker) < 0 ? 0 : id.lastIndexOf(marker) + marker.length());
    }

    private static Product unknown(String productId) {
        return new Product(productId, productId, ProductKind.CLOUD, true, List.of(), null);
    }

    private static Service service(OwnService own) {
        return new Service(
                own.name(),
                own.displayName(),
                own.productId(),
                own.classifications().stream()
                        .map(each -> classification(SERVICES + own.name(), each))
                        .toList());
    }

    /** What a service of its own answers for a product is not asked of the product. */
    private Service service(Product product) {
        Set<IncidentKind> elsewhere = data.services().stream()
                .filter(own -> own.productId().equals(product.productId()))
                .flatMap(own -> own.classifications().stream())
                .map(ClassificationData::kind)
                .collect(Collectors.toSet());
        return new Service(
                product.productId(),
                product.name(),
                product.productId(),
                data.ofProducts().stream()
                        .filter(each -> !elsewhere.contains(each.kind()))
                        .flatMap(each -> classifications(product, each))
                        .toList());
    }

    private static Stream<Classification> classifications(Product product, ClassificationData about) {
        Classification any = classification(SERVICES + product.productId(), about);
        if (!Boolean.TRUE.equals(about.perVersion()) || product.versions().isEmpty()) {
            return Stream.of(any);
        }
        return product.versions().stream()
                .map(version -> new Classification(
                        any.serviceId(),
                        any.name() + "-"
                                + version.version().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-"),
                        any.displayName() + " (" + product.name() + " " + version.version() + ")",
                        any.kind(),
                        any.classification(),
                        Optional.of(version.version())));
    }

    private static Classification classification(String serviceId, ClassificationData about) {
        return new Classification(
                serviceId,
                about.name(),
                about.displayName(),
                about.kind(),
                Optional.ofNullable(about.classification()),
                Optional.empty());
    }
}
