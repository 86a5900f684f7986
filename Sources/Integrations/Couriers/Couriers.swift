// SPDX-License-Identifier: Apache-2.0

package import Disclosure

/// One courier for everything that leaves: HTTP by one way, mail by another, a redirect by the person's own browser.
package struct Couriers: Courier {
    private let http: any Courier
    private let mail: any Courier

    package init(http: any Courier, mail: any Courier) {
        self.http = http
        self.mail = mail
    }

    package func deliver(_ outgoing: Outgoing) async throws -> Reply {
        switch outgoing {
        case .http: try await http.deliver(outgoing)
        case .mail: try await mail.deliver(outgoing)
        case .redirect(let address): .redirected(to: address)
        case .code(let text): .redirected(to: text)
        }
    }

    package func close() async throws {
        try await http.close()
        try await mail.close()
    }
}

/// Stands where a business has no mail server, or no use for one kind of sending: nothing leaves, and the record says why.
package struct AbsentCourier: Courier {
    private let reason: String

    package init(because reason: String) {
        self.reason = reason
    }

    package func deliver(_: Outgoing) async throws -> Reply {
        throw DeliveryFailure.notSent(reason)
    }
}
