// SPDX-License-Identifier: Apache-2.0

import Policy
package import Vault

/// The disclosure record in the privacy register.
package let disclosureTables = [
    RegisteredTable(
        "disclosures", label: "register.disclosures", onErasure: .clear(["person_id"]),
        term: .ends(RowEnd([.order], from: "disclosures.sent_at", .clear(["person_id"]))),
        columns: [
            .plain("id"), .person("person_id"), .plain("recipient"), .plain("purpose"), .plain("categories"),
            .plain("subject"), .plain("state"), .plain("reason"), .plain("policy_version"), .plain("sent_at"),
        ])
]
