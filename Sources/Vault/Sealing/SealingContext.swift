// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// What a sealed value is bound to besides its key: the additional authenticated data of AES-GCM.
///
/// A value moved to another row, column, person, organisation or epoch does not open. The encoding is injective: a
/// fixed tag, then fields of fixed length only.
struct SealingContext {
    let organisation: OrganisationID
    let person: PersonID
    let epoch: UInt32

    func authenticatedData(field: SealedField, row: [UInt8]) -> [UInt8] {
        var data = [UInt8]("sampan value 1".utf8)
        data.reserveCapacity(14 + 16 * 3 + 2 + 4)
        data += organisation.bytes
        data += person.bytes
        data += epoch.bigEndianBytes
        data += [UInt8(field.number >> 8), UInt8(truncatingIfNeeded: field.number)]
        data += row
        return data
    }

    /// The context of a wrapped key: bound to its owner, its own epoch and the organisation key's epoch.
    func authenticatedDataOfKey(wrappedIn wrapEpoch: UInt32) -> [UInt8] {
        [UInt8]("sampan key 1".utf8) + organisation.bytes + person.bytes + epoch.bigEndianBytes
            + wrapEpoch.bigEndianBytes
    }
}

extension UInt32 {
    var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian, Array.init) }
}
