// SPDX-License-Identifier: Apache-2.0

package import Values

/// Stands for a person in one single entry: random, never used twice, and meaningless once its link is erased.
package typealias AuditReference = ID<AuditSubject>
package enum AuditSubject {}

/// What an entry says, for ever: the text that is hashed into the tree. Holds no personal data by construction.
///
/// Names of purposes, recipients and categories come from code and policy, never from what people type.
package struct AuditStatement: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        case reference(AuditReference)
        /// Several people at once; the commitment is over their references.
        case people(count: Int)
    }

    package let id: ID<AuditEntry>
    package let time: Instant
    package let log: AuditLog
    package let type: AuditType
    package let policyVersion: String?
    package let subject: Subject?
    /// Nil when the program itself acted.
    package let actor: AuditReference?
    package let purpose: String?
    package let recipient: String?
    package let categories: [String]
    package let outcome: String?
    /// See `AuditOpening`.
    package let commitment: TreeHash?
}

extension AuditStatement {
    private static let header = "sampan-audit/v1"

    /// One `name value` line for each part that is there, in fixed order, each ending in a newline.
    ///
    /// Injective: bytes other than ASCII letters, digits and `-._:/+@` are percent-encoded (RFC 3986 §2.1), so no
    /// value can run into the next line or the next item of a list.
    package var canonicalText: String {
        var lines = [
            Self.header, "id \(id)", "time \(time.milliseconds)", "log \(log.rawValue)",
            "type \(type.rawValue.escaped)",
        ]
        func add(_ name: String, _ value: String?) {
            if let value { lines.append("\(name) \(value)") }
        }
        add("policy", policyVersion?.escaped)
        switch subject {
        case .reference(let reference): add("subject", "\(reference)")
        case .people(let count): add("subject", "people:\(count)")
        case nil: break
        }
        add("actor", actor?.description)
        add("purpose", purpose?.escaped)
        add("recipient", recipient?.escaped)
        add("categories", categories.isEmpty ? nil : categories.map(\.escaped).joined(separator: ","))
        add("outcome", outcome?.escaped)
        add("commitment", commitment?.description)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The hash that goes into the tree.
    package var leaf: TreeHash { .leaf(canonicalText.utf8) }

    /// Reads what `canonicalText` writes, and nothing else: any other spelling gives nil.
    package init?(canonicalText text: String) {
        var values: [String: String] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { return nil }
            values[parts[0]] = parts[1]
        }
        guard let id = values["id"].flatMap({ ID<AuditEntry>($0) }),
            let time = values["time"].flatMap(Int64.init),
            let log = values["log"].flatMap(AuditLog.init(rawValue:)),
            let type = values["type"]?.unescaped
        else { return nil }
        self.init(
            id: id, time: Instant(milliseconds: time), log: log, type: AuditType(rawValue: type),
            policyVersion: values["policy"]?.unescaped,
            subject: values["subject"].flatMap(Subject.init(canonicalText:)),
            actor: values["actor"].flatMap { AuditReference($0) },
            purpose: values["purpose"]?.unescaped,
            recipient: values["recipient"]?.unescaped,
            categories: values["categories"]?.split(separator: ",", omittingEmptySubsequences: false)
                .compactMap { String($0).unescaped } ?? [],
            outcome: values["outcome"]?.unescaped,
            commitment: values["commitment"].flatMap { [UInt8](hexadecimal: $0) }.flatMap { TreeHash(bytes: $0) })
        guard canonicalText.utf8.elementsEqual(text.utf8) else { return nil }
    }
}

extension AuditStatement.Subject {
    fileprivate init?(canonicalText text: String) {
        if text.hasPrefix("people:"), let count = Int(text.dropFirst(7)) {
            self = .people(count: count)
        } else if let reference = AuditReference(text) {
            self = .reference(reference)
        } else {
            return nil
        }
    }
}

extension String {
    fileprivate var escaped: String {
        utf8.reduce(into: "") { text, byte in
            let scalar = UnicodeScalar(byte)
            if scalar.isASCII, Character(scalar).isLetter || Character(scalar).isNumber || "-._:/+@".utf8.contains(byte)
            {
                text.unicodeScalars.append(scalar)
            } else {
                text += "%" + [byte].hexadecimal
            }
        }
    }

    fileprivate var unescaped: String? {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = String(rest.prefix(2)) ?? ""
            guard let decoded = [UInt8](hexadecimal: digits), decoded.count == 1 else { return nil }
            bytes += decoded
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
