// SPDX-License-Identifier: Apache-2.0

package import Policy

/// A business's bank account, and what VietQR.vn signs in with when it reports what came in on it. Prints masked.
package struct VietQRAccount: Sendable {
    package let recipient: RecipientID
    /// Six digits, the bank as NAPAS knows it.
    package let bankBIN: String
    /// What people call the bank.
    package let bankName: String
    package let accountNumber: String
    package let holder: String
    /// Ours to choose, given to VietQR.vn when the account is set up there.
    package let username: String
    package let password: String

    package init(
        recipient: RecipientID = .vietQR, bankBIN: String, bankName: String, accountNumber: String, holder: String,
        username: String, password: String
    ) {
        self.recipient = recipient
        self.bankBIN = bankBIN
        self.bankName = bankName
        self.accountNumber = accountNumber
        self.holder = holder
        self.username = username
        self.password = password
    }
}

extension VietQRAccount: CustomStringConvertible, CustomReflectable {
    package var description: String { "VietQR account" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
