// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Audit
package import Callbacks
package import Commerce
import Crypto
import Disclosure
import Foundation
package import Jobs
import Logging
package import Policy
package import Rights
package import Storage
import Values
package import Vault

/// One organisation as the faces and workers see it: its domains over its own stores and keys, and nobody else's.
package struct OpenOrganisation: Sendable {
    package let organisation: Organisation
    package let policy: Policy
    package let policies: PolicyArchive
    package let data: any Database
    package let vault: Vault
    package let sequencer: Sequencer
    package let signer: LogSigner
    package let shop: Shop
    package let rights: Rights
    package let accounts: Accounts
    package let runner: JobRunner
    package let callbacks: CallbackInbox
    /// By provider.
    package let callbackReaders: [String: any CallbackReader]
}
