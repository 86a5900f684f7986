// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values
package import Vault

package enum Disclosure {}

/// What became of a sending.
package enum DisclosureOutcome: Sendable {
    case answered(Reply, ID<Disclosure>)
    /// Nothing left; written to the record and the evidence log.
    case refused(DisclosureRefusal)
    /// There is no answer; the record says so, the caller decides when to repeat.
    case undelivered(DeliveryFailure)
}

/// Why the door stayed shut.
package enum DisclosureRefusal: Sendable, Equatable {
    /// No recipient of this name stands in the policy, or not as one an adapter may call.
    case recipientNotDeclared
    /// The policy does not let this recipient have this category for this purpose.
    case categoryNotDeclared(Category)
    case vault(VaultRefusal)
    /// Neither TLS nor this machine.
    case notProtected

    package var code: String {
        switch self {
        case .recipientNotDeclared: "recipient-not-declared"
        case .categoryNotDeclared(let category): "category-not-declared:\(category.rawValue)"
        case .vault(let refusal): refusal.rawValue
        case .notProtected: "not-protected"
        }
    }
}

/// The values an adapter named, opened, for its builder and nobody else.
package struct OpenedFields: Sendable {
    private let values: [SealedValue: Personal<[UInt8]>]

    init(_ values: [SealedValue: Personal<[UInt8]>]) {
        self.values = values
    }

    /// The opened value in clear; throws when the adapter did not name the field.
    package subscript(field: SealedField) -> String {
        get throws {
            guard let value = values.first(where: { $0.key.field == field }) else { throw FieldNotNamed(field: field) }
            return String(decoding: value.value.expose(), as: UTF8.self)
        }
    }

    /// One of several values of the same field, as a mail about two eSIMs needs them.
    package subscript(value: SealedValue) -> String {
        get throws {
            String(decoding: try bytes(value), as: UTF8.self)
        }
    }

    /// The same for what is no text, such as a piece of a file.
    package func bytes(_ value: SealedValue) throws -> [UInt8] {
        guard let opened = values[value] else { throw FieldNotNamed(field: value.field) }
        return opened.expose()
    }
}

/// A builder asked for a field its adapter had not named: a programming error that shows in the first test.
package struct FieldNotNamed: Error {
    package let field: SealedField
}
