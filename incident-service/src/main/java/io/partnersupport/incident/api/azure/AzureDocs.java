package io.partnersupport.incident.api.azure;

/** What the API document says of several of Azure's operations. */
final class AzureDocs {
    static final String TAG = "Azure support";
    static final String TAG_TEXT = "The Azure Support REST API, api-version 2024-04-01, for clients that speak it;"
            + " the same incidents as under /v1/incidents";
    static final String FILTER_OF_TICKETS = "Comparisons joined by and: status eq 'open' or 'closed',"
            + " createdDate ge, gt, le, lt, eq an instant, serviceId eq, problemClassificationId eq";
    static final String FILTER_OF_MESSAGES =
            "Comparisons joined by and: communicationType eq 'web', createdDate ge, gt, le, lt, eq an instant";
    static final String TOP = "How many a page has at most, up to 10, which is the default";
    static final String SKIP = "Where the page begins; part of nextLink";

    static final String ERROR =
            "Refused, in Azure's form: all reasons are in details, and innererror says what the suite"
                    + " says elsewhere (code, page, next step, trace id); the header x-ms-error-code repeats the code";

    private AzureDocs() {}
}
