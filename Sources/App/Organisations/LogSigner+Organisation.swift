// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Policy
import Storage

extension LogSigner {
    /// Signs the logs of an organisation; its public key names the business's public site.
    init(of organisation: Organisation, _ business: Businesses.Business, secrets folder: URL) throws {
        try self.init(
            base: "\(business.policy.declarations.contacts.website)/logs/\(organisation.business)",
            keyFile: SigningKeyFile(path: folder.appending(path: "audit.key").path))
    }
}
