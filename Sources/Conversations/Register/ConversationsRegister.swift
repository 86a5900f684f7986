// SPDX-License-Identifier: Apache-2.0

import Policy
package import Vault

/// Every table of conversations in the privacy register. Messages come first: an erasure sweeps from the leaves.
package let conversationTables =
    channelTables + [
        RegisteredTable(
            "message_words", key: "message_id", label: "register.message-words", onErasure: .delete,
            term: .follows("messages"),
            columns: [.plain("message_id"), .person("person_id")]
                + (0..<WordBits.count).map { .coded("bits_\($0)", .chatMessage) }),
        RegisteredTable(
            "messages", label: "register.messages", onErasure: .delete,
            term: .ends(RowEnd([.chatMessage], from: "messages.written_at", .delete)),
            columns: [
                .plain("id"), .plain("conversation_id"), .person("person_id"), .plain("position"),
                .coded("direction", .chatMessage), .coded("route", .chatMessage), .plain("author"), .plain("client_id"),
                .sealed(.messageText), .coded("written_at", .chatMessage), .coded("edited_at", .chatMessage),
                .plain("media_id"),
            ]),
        RegisteredTable(
            "chat_sessions", key: "digest", label: "register.chat-sessions", onErasure: .delete,
            term: .follows("conversations"),
            columns: [.plain("digest"), .plain("conversation_id"), .person("person_id"), .plain("began_at")]),
        RegisteredTable(
            "assistance_calls", label: "register.assistance-calls", onErasure: .delete, term: .follows("conversations"),
            columns: [
                .plain("id"), .plain("task"), .plain("engine"), .plain("model"), .plain("conversation_id"),
                .person("person_id"), .plain("first_position"), .plain("last_position"), .plain("outcome"),
                .plain("tokens"), .plain("called_at"),
            ]),
        RegisteredTable(
            "help_articles", label: "register.help-articles", onErasure: .nothing,
            columns: [
                .plain("id"), .plain("language"), .plain("title"), .plain("body"), .plain("changed_at"),
            ]),
        RegisteredTable(
            "bridge_topics", key: "conversation_id", label: "register.bridge-topics", onErasure: .delete,
            term: .follows("conversations"),
            columns: [
                .plain("conversation_id"), .person("person_id"), .plain("chat"), .plain("thread"),
                .plain("carried_position"), .plain("opened_at"),
            ]),
        RegisteredTable(
            "bridge_groups", key: "former_chat", label: "register.bridge-groups", onErasure: .nothing,
            columns: [.plain("former_chat"), .plain("chat"), .plain("moved_at")]),
        RegisteredTable(
            "contact_identifiers", label: "register.contact-identifiers", onErasure: .delete,
            term: .ends(
                RowEnd([.emailAddress], from: ContactQueries.lastWord(of: "contact_identifiers.person_id"), .delete)),
            columns: [
                .plain("id"), .person("person_id"), .plain("kind"), .sealed(.contactIdentifier),
                .coded("proven_at", .emailAddress), .coded("added_at", .emailAddress),
            ]),
        RegisteredTable(
            "conversations", label: "register.conversations", onErasure: .delete,
            term: .ends(RowEnd([.chatMessage], from: "conversations.changed_at", .delete)),
            columns: [
                .plain("id"), .plain("number"), .coded("channel", .chatMessage), .plain("state"), .person("person_id"),
                .plain("assignee"), .coded("language", .chatMessage), .coded("policy_version", .acceptance),
                .coded("notice_shown_at", .acceptance),
            ]
                + [
                    "last_position", "last_visitor_position", "staff_delivered", "staff_read", "visitor_delivered",
                    "visitor_read", "mailed_position", "snoozed_until",
                ].map { .plain($0) }
                + [.coded("opened_at", .chatMessage), .coded("changed_at", .chatMessage)]),
        RegisteredTable(
            "contacts", key: "person_id", label: "register.contacts", onErasure: .delete,
            term: .ends(RowEnd([.chatMessage], from: ContactQueries.lastWord(of: "contacts.person_id"), .delete)),
            columns: [
                .person("person_id"), .coded("language", .chatMessage), .coded("policy_version", .acceptance),
                .coded("minimum_age", .acceptance), .coded("first_seen_at", .chatMessage),
            ]),
        RegisteredTable(
            "agent_presence", key: "person_id", label: "register.agent-presence", onErasure: .delete,
            term: .ends(RowEnd([.staffAccount], from: "agent_presence.until", .delete)),
            columns: [.person("person_id"), .plain("until")]),
    ]
