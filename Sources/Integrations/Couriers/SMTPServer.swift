// SPDX-License-Identifier: Apache-2.0

package import Values

/// The mail server a business sends through, and the name it sends under. Prints without its password.
package struct SMTPServer: Sendable {
    package enum Security: Sendable {
        /// TLS demanded after the greeting (RFC 3207); a server that does not offer it gets nothing.
        case startTLS
        /// TLS from the first byte (RFC 8314 §3.3).
        case implicit
    }

    package let host: String
    package let port: Int
    package let security: Security
    package let user: String?
    package let password: String?
    /// PEM file of the authorities to trust instead of the system's; for a server of one's own.
    package let certificateAuthorities: String?
    package let senderName: String
    package let senderAddress: EmailAddress
    /// Whether it has to be on the open internet: its name was typed by somebody who does not run this machine.
    package let isPublicOnly: Bool

    package init(
        host: String, port: Int = 587, security: Security = .startTLS, user: String? = nil, password: String? = nil,
        certificateAuthorities: String? = nil, senderName: String, senderAddress: EmailAddress,
        isPublicOnly: Bool = false
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.certificateAuthorities = certificateAuthorities
        self.senderName = senderName
        self.senderAddress = senderAddress
        self.isPublicOnly = isPublicOnly
    }

    /// What stands after the @ of the sender: our name towards the server and in Message-IDs.
    var domain: String { String(senderAddress.text.split(separator: "@").last ?? "localhost") }

    var url: String {
        let scheme =
            switch security {
            case .startTLS: "smtp"
            case .implicit: "smtps"
            }
        return "\(scheme)://\(host):\(port)/\(domain)"
    }
}

extension SMTPServer: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(host):\(port)" }
    package var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}
