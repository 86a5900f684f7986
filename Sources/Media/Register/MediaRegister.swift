// SPDX-License-Identifier: Apache-2.0

import Policy
package import Vault

/// The files people sent, in the privacy register. Pieces come first: an erasure sweeps from the leaves.
package let mediaTables = [
    RegisteredTable(
        "media_chunks", label: "register.media", onErasure: .delete, term: .follows("media"),
        columns: [.plain("id"), .plain("media_id"), .person("person_id"), .sealed(.mediaContent)]),
    RegisteredTable(
        "media", label: "register.media", onErasure: .delete,
        term: .ends(RowEnd([.chatMessage], from: "media.stored_at", .delete)),
        columns: [
            .plain("id"), .person("person_id"), .coded("type", .chatMessage), .sealed(.mediaName),
            .sealed(.mediaSeal), .coded("size", .chatMessage), .plain("chunks"), .coded("stored_at", .chatMessage),
            .plain("attached_at"),
        ]),
]
