// SPDX-License-Identifier: Apache-2.0

import Policy
package import Vault

/// The inbox of callbacks in the privacy register.
///
/// A body may speak of several people or of none we know yet, so it is sealed under the key of its day and goes with that
/// key after seven days, whoever is erased meanwhile.
package let callbackTables = [
    RegisteredTable(
        "callbacks", label: "register.callbacks", onErasure: .nothing, term: .ownMechanism,
        columns: [
            .plain("id"), .plain("provider"), .plain("account"), .plain("event"), .plain("inbox"),
            .held(callbackBody), .plain("state"), .plain("attempts"), .plain("last_error"), .plain("received_at"),
            .plain("ended_at"),
        ])
]

let callbackBody = SealedField(table: "callbacks", column: "body", number: 60, category: .paymentReference)
