// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Analytics
package import Audit
package import Callbacks
package import Commerce
package import Conversations
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

/// One organisation as the faces and workers see it: its domains over its own stores and keys, and nobody
/// else's. A reference, since every request is handed it.
package final class OpenOrganisation: Sendable {
    package let organisation: Organisation
    package let policy: Policy
    package let policies: PolicyArchive
    package let data: any Database
    package let vault: Vault
    package let sequencer: Sequencer
    package let signer: LogSigner
    package let shop: Shop
    package let conversations: Conversations
    package let rights: Rights
    package let accounts: Accounts
    package let runner: JobRunner
    package let callbacks: CallbackInbox
    let providers: OrganisationAccounts
    let tryAccount: TryAccounts
    package let analytics: Analytics
    /// Hears its commits.
    let listener: OrganisationListener
    /// Notices what others change of what pages show.
    let pages: KeptPages
    /// Where its work runs while others have some too.
    let executor: OrganisationExecutor

    init(
        organisation: Organisation,
        policy: Policy,
        policies: PolicyArchive,
        data: any Database,
        vault: Vault,
        sequencer: Sequencer,
        signer: LogSigner,
        shop: Shop,
        conversations: Conversations,
        rights: Rights,
        accounts: Accounts,
        runner: JobRunner,
        callbacks: CallbackInbox,
        providers: OrganisationAccounts,
        tryAccount: TryAccounts,
        analytics: Analytics,
        listener: OrganisationListener,
        pages: KeptPages,
        executor: OrganisationExecutor
    ) {
        self.organisation = organisation
        self.policy = policy
        self.policies = policies
        self.data = data
        self.vault = vault
        self.sequencer = sequencer
        self.signer = signer
        self.shop = shop
        self.conversations = conversations
        self.rights = rights
        self.accounts = accounts
        self.runner = runner
        self.callbacks = callbacks
        self.providers = providers
        self.tryAccount = tryAccount
        self.analytics = analytics
        self.listener = listener
        self.pages = pages
        self.executor = executor
    }

    /// Whether a page is open that hears of what happens here.
    var isHeard: Bool { sequencer.isHeard || conversations.feed.isHeard }
}
