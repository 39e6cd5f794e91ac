package io.partnersupport.incident.api.azure;

import io.partnersupport.incident.api.Problems;
import io.partnersupport.incident.application.ticket.ListTickets.Listed;
import java.util.List;

/** The transcripts of chats about a ticket; support does not chat. */
record AzureChatListResponse(List<AzureChatResponse> value) {
    /** The transcript of a chat. */
    record AzureChatResponse(String id, String name, String type) {}

    /** @param ticket which there must be */
    static AzureChatListResponse of(Listed ticket) {
        return new AzureChatListResponse(List.of());
    }

    static AzureChatResponse none(Listed ticket, String name) {
        throw Problems.notFound();
    }
}
