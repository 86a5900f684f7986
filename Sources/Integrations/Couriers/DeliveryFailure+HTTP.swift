// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import Disclosure
import Glibc
import NIOCore
import NIOPosix

extension DeliveryFailure {
    /// What an error of the HTTP client means for whoever has to decide about repeating.
    ///
    /// Reasons are words of ours: an error's own description may quote an address with a secret in it.
    init(_ error: any Error, leftAlready: Bool) {
        switch error {
        case let failure as DeliveryFailure: self = failure
        case is NIOTooManyBytesError: self = .noAnswer("answer-too-large")
        case is NIOConnectionError: self = .notSent("no-connection")
        case let error as IOError where Self.connecting.contains(error.errnoCode): self = .notSent("no-connection")
        case let error as HTTPClientError where Self.beforeSending.contains(error): self = .notSent("no-connection")
        default:
            let isLate = [HTTPClientError.deadlineExceeded, .readTimeout].contains { $0 == error as? HTTPClientError }
            self =
                leftAlready
                ? .noAnswer(isLate ? "deadline" : "connection-broken")
                : .notSent(isLate ? "deadline" : "no-connection")
        }
    }

    /// What the system says when no connection came about.
    private static let connecting: [CInt] = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, EHOSTDOWN]

    private static let beforeSending: [HTTPClientError] = [
        .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .invalidURL, .emptyHost, .emptyScheme,
        .alreadyShutdown,
    ]
}
