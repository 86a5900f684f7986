// SPDX-License-Identifier: Apache-2.0

import Audit

/// An organisation's data are older than what was signed over them: somebody put an old copy back.
///
/// Serving it would sell, send and sign what contradicts receipts in other people's hands. So it is not opened: its pages
/// answer 503, providers are told to deliver again later, no job of it runs. The others are served.
struct OrganisationQuarantined: Error, CustomStringConvertible {
    let business: String
    let fork: InconsistentTree

    var description: String {
        "\(business) is quarantined: its \(fork.log.rawValue) log has \(fork.size) entries, and others were signed, up to "
            + "\(fork.signedSize). The data folder is older than the secrets folder: put its newest copy back. Until then nothing "
            + "of it is served, sent or signed. sampan doctor says more."
    }
}
