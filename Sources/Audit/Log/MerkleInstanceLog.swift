// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// The instance log as a Merkle log like every other: its tables are in the control store, its sequencer beside those of the
/// organisations.
package struct MerkleInstanceLog: InstanceLog {
    package init() {}

    package func entry(_ event: InstanceEvent, _ subject: String, at now: Instant) -> any InstanceLogEntry {
        AuditEntry(log: .instance, type: .instance(event), at: now, outcome: subject)
    }
}

extension AuditEntry: InstanceLogEntry {}

extension AuditType {
    package static func instance(_ event: InstanceEvent) -> AuditType {
        AuditType(rawValue: "instance.\(event.rawValue)")
    }
}
