// SPDX-License-Identifier: Apache-2.0

import Media

/// What the machine and those who run it ask of the server; every value has a default that suits a small shop.
package struct OperationsSettings: Sendable {
    /// Where metrics and readiness are served; nil for nowhere.
    package let listener: ListenAddress?
    /// How long the head of a request may take to arrive, and how long its body.
    package let requestLimit: Duration
    /// Connections at a time; more wait in the system's queue.
    package let connections: Int
    /// Organisations open at a time; beyond that the longest unused is closed. Each keeps about fifteen files open on SQLite.
    package let openOrganisations: Int
    /// How large a file may be that somebody sends, in bytes.
    package let fileLimit: Int

    package init(
        listener: ListenAddress? = nil, requestLimit: Duration = .seconds(30), connections: Int = 10_000,
        openOrganisations: Int = 64, fileLimit: Int = MediaStore.defaultLimit
    ) {
        self.listener = listener
        self.requestLimit = requestLimit
        self.connections = connections
        self.openOrganisations = openOrganisations
        self.fileLimit = fileLimit
    }
}
