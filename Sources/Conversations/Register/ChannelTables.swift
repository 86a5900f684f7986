// SPDX-License-Identifier: Apache-2.0

import Policy
import Vault

/// The tables of messengers in the privacy register. They go with their messages and conversations; leaves come first.
let channelTables = [
    RegisteredTable(
        "message_reactions", label: "register.message-reactions", onErasure: .delete, term: .follows("messages"),
        columns: [
            .plain("id"), .plain("message_id"), .person("person_id"), .coded("side", .chatMessage), .sealed(.reaction),
            .coded("reacted_at", .chatMessage),
        ]),
    RegisteredTable(
        "channel_messages", label: "register.channel-messages", onErasure: .delete, term: .follows("messages"),
        columns: [
            .plain("id"), .plain("message_id"), .plain("conversation_id"), .person("person_id"),
            .coded("digest", .phoneNumber), .sealed(.channelMessage), .coded("kind", .chatMessage),
            .sealed(.channelPayload), .coded("reply_to", .phoneNumber), .coded("state", .chatMessage),
            .plain("template_id"), .plain("trouble"), .plain("code"), .plain("tries"),
        ] + ["tried_at", "sent_at", "delivered_at", "read_at", "failed_at"].map { .coded($0, .chatMessage) }),
    RegisteredTable(
        "channel_threads", key: "conversation_id", label: "register.channel-threads", onErasure: .delete,
        term: .follows("conversations"),
        columns: [.plain("conversation_id"), .person("person_id"), .plain("number")]
            + [
                "last_inbound_at", "stopped_at", "agreed_at", "marketing_stopped_at", "blocked_at", "unreachable_at",
            ].map { .coded($0, .chatMessage) } + [.plain("read_position")]),
    RegisteredTable(
        "channel_profiles", label: "register.channel-profiles", onErasure: .delete,
        term: .ends(RowEnd([.contactName], from: ContactQueries.lastWord(of: "channel_profiles.person_id"), .delete)),
        columns: [
            .plain("id"), .person("person_id"), .sealed(.channelName), .coded("changed_at", .contactName),
        ]),
    RegisteredTable(
        "channel_identities", label: "register.channel-identities", onErasure: .delete,
        term: .ends(
            RowEnd([.phoneNumber], from: ContactQueries.lastWord(of: "channel_identities.person_id"), .delete)),
        columns: [
            .plain("id"), .person("person_id"), .coded("kind", .phoneNumber), .sealed(.channelIdentity),
            .coded("added_at", .phoneNumber),
        ]),
    RegisteredTable(
        "channel_numbers", key: "number", label: "register.channel-numbers", onErasure: .nothing,
        columns: ["number", "account", "shown", "name", "state", "quality", "paused_code", "changed_at"].map {
            .plain($0)
        }),
    RegisteredTable(
        "message_templates", label: "register.message-templates", onErasure: .nothing,
        columns: [
            "id", "account", "name", "language", "category", "status", "reason", "header", "body", "button_parameters",
            "synced_at",
        ].map { .plain($0) }),
]
