// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Policy

extension PolicySource {
    /// A business's committed policy, as `serve` would read it.
    package static func committed(_ slug: String = "vietnam-connect") throws -> PolicySource {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "Businesses/\(slug)/policy.yaml")
        return PolicySource(text: try String(contentsOf: file, encoding: .utf8))
    }
}

extension PolicyCheck {
    /// The check with the adapters the first version has.
    package static let standard = PolicyCheck(
        adapters: [.stripe, .vietQR, .esimAccess, .airalo, .mail, .telegram, .whatsApp])
}

extension Policy {
    /// A business's committed policy, checked; throws its first problem.
    package static func committed(_ slug: String = "vietnam-connect") throws -> Policy {
        switch PolicyCheck.standard.check(try .committed(slug)) {
        case .passed(let checked): return checked.policy
        case .refused(let problems): throw problems[0]
        }
    }
}
