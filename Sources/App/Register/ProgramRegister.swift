// SPDX-License-Identifier: Apache-2.0

import Accounts
import Analytics
import Callbacks
import Commerce
import Conversations
import Disclosure
import Media
import Rights
package import Vault

extension Register {
    /// The privacy register of the whole program.
    package static let program = Register(
        mechanismTables + disclosureTables + callbackTables + mediaTables + commerceTables + conversationTables
            + rightsTables
            + accountTables + analyticsTables)
}
