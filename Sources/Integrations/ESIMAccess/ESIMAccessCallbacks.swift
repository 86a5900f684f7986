// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Crypto
import Foundation
package import Values

/// Checks and reads eSIM Access's notifications. They are not signed: a secret in the path and a list of senders keep
/// strangers out, and what a notification says is never believed, only followed up by asking.
package struct ESIMAccessCallbacks: CallbackReader {
    package let provider = "esim-access"
    private let account: ESIMAccessAccount

    package init(account: ESIMAccessAccount) {
        self.account = account
    }

    package func verify(_ delivery: CallbackDelivery, at _: Instant) -> CallbackVerdict {
        guard delivery.method == "POST", delivery.path.isEmpty else { return .refused(reason: "no such address") }
        // Comparing digests takes the same time wherever the first difference is.
        guard let secret = delivery.pathSecret, !account.webhookSecret.isEmpty,
            SHA256.hash(data: [UInt8](secret.utf8)) == SHA256.hash(data: [UInt8](account.webhookSecret.utf8))
        else { return .refused(reason: "wrong secret in the path") }
        guard account.allowedSenders.isEmpty || delivery.sender.map(account.allowedSenders.contains) == true else {
            return .refused(reason: "sender not on the list")
        }
        guard let notification = try? Notification(delivery.body) else {  // Whatever it is, it is not theirs.
            return .refused(reason: "not a notification")
        }
        // Posted when the address is saved, to see whether anybody answers.
        if notification.notifyType == "CHECK_HEALTH" { return .genuine([]) }
        return .genuine([CallbackMessage(event: notification.event(of: delivery.body), body: delivery.body)])
    }

    package func read(_ body: [UInt8]) throws -> CallbackMeaning {
        let notification = try Notification(body)
        let subject: SupplyReport.Subject
        switch notification.notifyType {
        case "ORDER_STATUS": subject = .allocation
        case "SMDP_EVENT", "ESIM_STATUS": subject = .state
        case "DATA_USAGE", "VALIDITY_USAGE": subject = .usage
        default: return .nothing
        }
        guard notification.content?.transactionId ?? notification.content?.orderNo != nil else {
            throw NotificationAboutNothing()
        }
        return .supply(
            SupplyReport(
                event: notification.event(of: body), subject: subject,
                transaction: notification.content?.transactionId, reference: notification.content?.orderNo))
    }
}

/// A notification of a known kind that names no order.
struct NotificationAboutNothing: Error {}

private struct Notification: Decodable {
    struct Content: Decodable {
        let orderNo: String?
        let transactionId: String?
    }

    let notifyType: String
    let notifyId: String?
    let content: Content?

    init(_ body: [UInt8]) throws {
        self = try JSONDecoder().decode(Notification.self, from: Data(body))
    }

    /// Its own id, or the digest of its bytes where it has none, so that the same notification is known again.
    func event(of body: [UInt8]) -> String {
        if let notifyId, !notifyId.isEmpty, notifyId.utf8.count <= 200 { return notifyId }
        return "sha256:" + SHA256.hash(data: body).hexadecimal
    }
}
