// SPDX-License-Identifier: Apache-2.0

/// Carries what the door let through. The only implementation that reaches a network lives in Integrations.
package protocol Courier: Sendable {
    /// Delivers and returns the answer. Throws `DeliveryFailure` and nothing else.
    func deliver(_ outgoing: Outgoing) async throws -> Reply
    /// Gives connections back, when the program ends.
    func close() async throws
}

extension Courier {
    package func close() async throws {}
}

/// The other side's answer.
package enum Reply: Sendable {
    /// Any status the server answered with; a 5xx is an answer too.
    case http(status: Int, headers: [(name: String, value: String)], body: [UInt8])
    /// The mail server took responsibility for the message.
    case mailAccepted
    case redirected(to: String)
}

/// Why there is no answer. The difference decides whether repeating is safe.
package enum DeliveryFailure: Error, Sendable, Equatable {
    /// Nothing left: no connection, refused name, a TLS failure, a mail server's refusal before the data.
    case notSent(String)
    /// It may have arrived: the connection broke or the deadline passed after sending began.
    case noAnswer(String)
    /// The mail server refused this recipient or message for good (5xx).
    case rejected(String)
}
