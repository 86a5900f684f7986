// SPDX-License-Identifier: Apache-2.0

import Audit
import Logging
import Storage

extension OrganisationBuilder {
    /// Numbers and signs the log of the installation itself, from here to the shutdown.
    ///
    /// One that does not continue what was signed of it is left unsigned: who is served here is no secret of anybody's, and
    /// `doctor` names it.
    func startInstanceLog() async throws {
        let sequencer = Sequencer(
            database: control.database,
            signer: try LogSigner(ofInstallationServing: businesses, secrets: settings.paths.secrets),
            logs: [.instance], clock: clock, onFailure: note(failureOf: "installation"))
        do {
            try await sequencer.demandContinuity()
        } catch let fork as InconsistentTree {
            logger.critical(
                "the control store is older than its signatures; put its newest copy back",
                metadata: ["signed": "\(fork.signedSize)", "entries": "\(fork.size)"])
            return
        }
        control.database.afterCommit { sequencer.wake() }
        sequencing.start(sequencer)
    }
}
