// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Analytics
package import Audit
package import Callbacks
package import Commerce
package import Conversations
package import Policy
package import Rights
package import Storage
package import Values
package import Vault

/// What the console needs of one organisation.
package struct ConsoleServices: Sendable {
    package let shop: Shop
    package let conversations: Conversations
    package let accounts: Accounts
    /// The policy in force.
    package let policy: Policy
    /// What is known of every column of the database.
    package let register: Register
    package let clock: any WallClock
    package let data: any Database
    package let callbacks: CallbackInbox
    package let analytics: Analytics
    package let rights: Rights
    /// When the keys last moved to a new epoch.
    package let keysMovedAt: @Sendable () -> Instant?
    /// Its own accounts with providers.
    package let credentials: KeepCredentials
    /// Asks a provider whether it takes the account in force.
    package let tryAccount: @Sendable (CredentialProvider) async throws -> AccountTrial
    /// Whether a host that was typed may be connected to.
    package let lookAtHost: @Sendable (String) async -> TypedHost
    /// False for an account that another organisation of this installation has.
    package let claimAccount: @Sendable (CredentialProvider, [String: String]) async throws -> Bool
    /// Ends what an account that was taken back still did.
    package let releaseAccount: @Sendable (CredentialProvider) async throws -> Void
    /// Where a provider is to post to, with the secret of its address; nil for one that posts nothing.
    package let callbackAddress: @Sendable (CredentialProvider, String) async throws -> String?
    /// Recomputes the organisation's logs and says how far it is: `AuditVerifier.verify()`.
    package let verifyAudit: @Sendable (@escaping @Sendable (AuditProgress) -> Void) async throws -> [AuditReport]

    package init(
        shop: Shop, conversations: Conversations, accounts: Accounts, policy: Policy,
        register: Register, clock: any WallClock, data: any Database,
        callbacks: CallbackInbox, analytics: Analytics,
        rights: Rights, keysMovedAt: @escaping @Sendable () -> Instant?, credentials: KeepCredentials,
        tryAccount: @escaping @Sendable (CredentialProvider) async throws -> AccountTrial,
        lookAtHost: @escaping @Sendable (String) async -> TypedHost,
        claimAccount: @escaping @Sendable (CredentialProvider, [String: String]) async throws -> Bool,
        releaseAccount: @escaping @Sendable (CredentialProvider) async throws -> Void,
        callbackAddress: @escaping @Sendable (CredentialProvider, String) async throws -> String?,
        verifyAudit: @escaping @Sendable (@escaping @Sendable (AuditProgress) -> Void) async throws -> [AuditReport]
    ) {
        self.shop = shop
        self.conversations = conversations
        self.accounts = accounts
        self.policy = policy
        self.register = register
        self.clock = clock
        self.data = data
        self.callbacks = callbacks
        self.analytics = analytics
        self.rights = rights
        self.keysMovedAt = keysMovedAt
        self.credentials = credentials
        self.tryAccount = tryAccount
        self.lookAtHost = lookAtHost
        self.claimAccount = claimAccount
        self.releaseAccount = releaseAccount
        self.callbackAddress = callbackAddress
        self.verifyAudit = verifyAudit
    }
}
