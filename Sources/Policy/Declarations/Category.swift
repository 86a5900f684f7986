// SPDX-License-Identifier: Apache-2.0

/// A kind of personal data, as the law would name it. A policy selects, words and restricts these; it cannot invent one.
///
/// The raw value stands in `policy.yaml`, in the column register and in the logs.
package enum Category: String, Sendable, CaseIterable, Codable {
    /// Where we write to a person.
    case emailAddress = "email-address"
    /// What was bought, when and for how much.
    case order
    /// The processor's session and payment references, card brand and last four digits. Never a card number.
    case paymentReference = "payment-reference"
    /// A transfer from somebody's bank: name and account of whoever paid, and what they wrote.
    case bankTransfer = "bank-transfer"
    /// ICCID and activation code of an eSIM: a bearer secret until it is installed.
    case esimProfile = "esim-profile"
    /// State, data used and expiry of an eSIM as the network reports them.
    case esimUsage = "esim-usage"
    /// What accounting law makes a seller keep of a sale.
    case invoiceMinimum = "invoice-minimum"
    /// Which version of the policy was shown and accepted, and the age declaration.
    case acceptance
    /// A request to use one's rights, and how it was verified and answered.
    case rightsRequest = "rights-request"
    /// Name, sign-in address and credentials of a member of staff.
    case staffAccount = "staff-account"
    /// The address a request came from: in memory for rate limits, as a keyed code for a day at most.
    case networkAddress = "network-address"
    /// A visit as it is counted when the visitor allows it: pages, minutes, region and device, and nobody's name.
    case visit
    /// What somebody writes to us in a chat, what is answered, and when.
    case chatMessage = "chat-message"
    /// The number or account of a messenger that somebody writes to us from.
    case phoneNumber = "phone-number"
    /// The name somebody gives themselves in a messenger, or staff knows them by.
    case contactName = "contact-name"

    /// The place of this category in the tables of the gates: permanent, never reused.
    package var number: Int {
        switch self {
        case .emailAddress: 0
        case .order: 1
        case .paymentReference: 2
        case .esimProfile: 3
        case .esimUsage: 4
        case .invoiceMinimum: 5
        case .acceptance: 6
        case .rightsRequest: 7
        case .staffAccount: 8
        case .networkAddress: 9
        case .bankTransfer: 10
        case .visit: 11
        case .chatMessage: 12
        case .phoneNumber: 15
        case .contactName: 16
        }
    }
}
