// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Storage
import Values

/// One data key of one person, unwrapped: seals and opens, decides nothing.
struct PersonKey: Sendable {
    let context: SealingContext
    let key: SymmetricKey

    func seal(_ value: [UInt8], in field: SealedField, row: [UInt8]) throws -> Sealed {
        precondition(row.count == 16, "a sealed value lives in a row with a 16-byte id")
        let box = try AES.GCM.seal(
            value, using: key, authenticating: context.authenticatedData(field: field, row: row))
        var bytes: [UInt8] = [Sealed.version]
        bytes.reserveCapacity(Sealed.headerLength + 28 + value.count)
        bytes += context.epoch.bigEndianBytes
        bytes += box.nonce
        bytes += box.ciphertext
        bytes += box.tag
        return Sealed(bytes: bytes)
    }

    func open(_ value: SealedValue) throws -> Data {
        let box = try value.sealed.bytes.withUnsafeBytes { bytes in
            try AES.GCM.SealedBox(combined: UnsafeRawBufferPointer(rebasing: bytes.dropFirst(Sealed.headerLength)))
        }
        return try AES.GCM.open(
            box, using: key, authenticating: context.authenticatedData(field: value.field, row: value.row))
    }

    func wrapped(by organisationKey: SymmetricKey, epoch wrapEpoch: UInt32) throws -> [UInt8] {
        let raw = key.withUnsafeBytes { [UInt8]($0) }
        let box = try AES.GCM.seal(
            raw, using: organisationKey, authenticating: context.authenticatedDataOfKey(wrappedIn: wrapEpoch))
        return [UInt8](box.nonce) + box.ciphertext + box.tag
    }

    static func unwrapped(
        _ wrapped: [UInt8], context: SealingContext, by organisationKey: SymmetricKey, epoch wrapEpoch: UInt32
    ) throws -> PersonKey {
        let box = try AES.GCM.SealedBox(combined: wrapped)
        let raw = try AES.GCM.open(
            box, using: organisationKey, authenticating: context.authenticatedDataOfKey(wrappedIn: wrapEpoch))
        return PersonKey(context: context, key: SymmetricKey(data: raw))
    }
}
