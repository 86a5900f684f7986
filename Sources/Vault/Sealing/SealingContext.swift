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
    /// The part that is the same for all values under one key, made once.
    private let beginning: [UInt8]

    init(organisation: OrganisationID, person: PersonID, epoch: UInt32) {
        self.organisation = organisation
        self.person = person
        self.epoch = epoch
        beginning = [UInt8]("sampan value 1".utf8) + organisation.bytes + person.bytes + epoch.bigEndianBytes
    }

    func authenticatedData(field: SealedField, row: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: beginning.count + 2 + row.count) { data, count in
            count = beginning.count + 2 + row.count
            _ = data[..<beginning.count].initialize(from: beginning)
            data[beginning.count] = UInt8(field.number >> 8)
            data[beginning.count + 1] = UInt8(truncatingIfNeeded: field.number)
            _ = data[(beginning.count + 2)...].initialize(from: row)
        }
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
