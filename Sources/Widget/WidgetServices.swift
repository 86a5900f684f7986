// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Conversations
package import Policy
package import Rights

/// What the chat needs of one organisation.
package struct WidgetServices: Sendable {
    package let conversations: Conversations
    package let accounts: Accounts
    package let rights: Rights
    /// The policy in force.
    package let policy: Policy
    package let business: BusinessDefinition

    package init(
        conversations: Conversations, accounts: Accounts, rights: Rights, policy: Policy, business: BusinessDefinition
    ) {
        self.conversations = conversations
        self.accounts = accounts
        self.rights = rights
        self.policy = policy
        self.business = business
    }
}
