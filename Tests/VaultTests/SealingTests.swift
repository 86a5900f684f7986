// SPDX-License-Identifier: Apache-2.0

import Crypto
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Sealing personal values")
struct SealingTests {
    static let email = SealedField(table: "order_buyers", column: "email", number: 901, category: .emailAddress)
    static let other = SealedField(table: "order_buyers", column: "other", number: 902, category: .emailAddress)
    static let row = ID<String>.random()

    @Test func `a sealed value opens in its own place`() async throws {
        try await withTemporaryVault { test in
            let sealer = try await test.vault.enrol()
            let sealed = try sealer.seal("lan@example.vn", in: Self.email, row: Self.row)

            let opening = try await test.vault.open(
                SealedValue(sealed, in: Self.email, row: Self.row.bytes), of: sealer.person, for: .purchase,
                as: .system("test"))

            #expect(opening.value?.expose() == "lan@example.vn")
            #expect(sealed.bytes.count == "lan@example.vn".utf8.count + 33)
        }
    }

    @Test func `a sealed value moved to another row or column does not open`() async throws {
        try await withTemporaryVault { test in
            let sealer = try await test.vault.enrol()
            let sealed = try sealer.seal("lan@example.vn", in: Self.email, row: Self.row)

            for moved in [
                SealedValue(sealed, in: Self.email, row: ID<String>.random().bytes),
                SealedValue(sealed, in: Self.other, row: Self.row.bytes),
            ] {
                await #expect(throws: SealedValueDamaged.self) {
                    try await test.vault.open(moved, of: sealer.person, for: .purchase, as: .system("test"))
                }
            }
        }
    }

    @Test func `a sealed value moved to another person does not open`() async throws {
        try await withTemporaryVault { test in
            let sealer = try await test.vault.enrol()
            let stranger = try await test.vault.enrol()
            let sealed = try sealer.seal("lan@example.vn", in: Self.email, row: Self.row)

            await #expect(throws: SealedValueDamaged.self) {
                try await test.vault.open(
                    SealedValue(sealed, in: Self.email, row: Self.row.bytes), of: stranger.person, for: .purchase,
                    as: .system("test"))
            }
        }
    }

    @Test func `a sealed value moved to another organisation with the same key store does not open`() async throws {
        try await withTemporaryVault { test in
            let sealer = try await test.vault.enrol()
            let elsewhere = try OrganisationKeys(
                organisation: .random(), root: test.root, secrets: test.secrets)
            let vault = Vault(
                keys: test.keys, data: test.data, organisationKeys: elsewhere, ledger: test.vault.ledger,
                policy: test.vault.policy, register: test.vault.register, clock: test.clock)
            let sealed = try sealer.seal("lan@example.vn", in: Self.email, row: Self.row)

            await #expect(throws: EpochSecretDiffers.self) {
                try await vault.open(
                    SealedValue(sealed, in: Self.email, row: Self.row.bytes), of: sealer.person, for: .purchase,
                    as: .system("test"))
            }
        }
    }

    @Test func `a sealed value relabelled with another epoch does not open`() async throws {
        try await withTemporaryVault { test in
            let sealer = try await test.vault.enrol()
            let sealed = try sealer.seal("lan@example.vn", in: Self.email, row: Self.row)
            _ = try await test.vault.rotation.rotate { test.keys }
            _ = try await test.vault.sealer(for: sealer.person)
            var bytes = sealed.bytes
            bytes[4] = 2

            await #expect(throws: SealedValueDamaged.self) {
                try await test.vault.open(
                    SealedValue(Sealed(bytes: bytes), in: Self.email, row: Self.row.bytes), of: sealer.person,
                    for: .purchase, as: .system("test"))
            }
        }
    }

    @Test(arguments: [0, 4, 20, 30, 46]) func `a sealed value with one bit changed does not open`(
        position: Int
    ) async throws {
        try await withTemporaryVault { test in
            let sealer = try await test.vault.enrol()
            var bytes = try sealer.seal("lan@example.vn", in: Self.email, row: Self.row).bytes
            bytes[position] ^= 1

            await #expect(throws: SealedValueDamaged.self) {
                try await test.vault.open(
                    SealedValue(Sealed(bytes: bytes), in: Self.email, row: Self.row.bytes), of: sealer.person,
                    for: .purchase, as: .system("test"))
            }
        }
    }

    @Test func `an opened value prints and reflects masked`() {
        let value = Personal("lan@example.vn")
        var dumped = ""

        dump(value, to: &dumped)

        for text in [
            "\(value)", String(reflecting: value), String(describing: [value]), dumped,
            String(describing: Optional(value)),
        ] {
            #expect(!text.contains("lan@"))
        }
    }

    @Test func `AES-GCM with additional data answers as the published vector says`() throws {
        // NIST GCM test case 16 (McGrew & Viega, appendix B): AES-256 with 20 bytes of additional data.
        func bytes(_ hex: String) -> [UInt8] {
            let digits = Array(hex)
            return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
        }
        let box = try AES.GCM.seal(
            bytes(
                "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                    + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"),
            using: SymmetricKey(data: bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")),
            nonce: AES.GCM.Nonce(data: bytes("cafebabefacedbaddecaf888")),
            authenticating: bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2"))

        #expect([UInt8](box.tag) == bytes("76fc6ece0f4e1768cddf8853bb2d551b"))
    }

    @Test func `HKDF answers as RFC 5869 says`() {
        // RFC 5869 appendix A.1.
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: [UInt8](repeating: 0x0b, count: 22)), salt: [UInt8](0...12),
            info: [UInt8](0xf0...0xf9), outputByteCount: 42)

        let hex = key.withUnsafeBytes { $0.map(format).joined() }
        #expect(hex == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
    }

    private func format(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
