// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How an eSIM gets onto a phone: the activation code, and the links and parts made of it.
///
/// The code is a bearer secret until it is installed. The value prints masked.
package struct EsimInstallation: Sendable, CustomStringConvertible, CustomReflectable {
    /// The whole `LPA:1$server$code` text: what the QR code holds.
    package let activationCode: String
    /// The parts for typing in by hand (SGP.22 §4.1).
    package let server: String
    package let matchingID: String

    /// Nil unless `text` is `LPA:1$<server>$<matching id>[…]`.
    package init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].uppercased() == "LPA:1", !parts[1].isEmpty else { return nil }
        activationCode = text
        server = String(parts[1])
        matchingID = String(parts[2])
    }

    /// Opens the installation on iOS 17.4 and later.
    package var appleURL: String { "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=\(encoded)" }
    /// Opens the installation on Android 10 and later.
    package var androidURL: String { "https://esimsetup.android.com/esim_qrcode_provisioning?carddata=\(encoded)" }

    package var description: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    private var encoded: String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return activationCode.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
