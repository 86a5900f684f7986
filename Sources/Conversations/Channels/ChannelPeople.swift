// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values
import Vault

/// Who writes to us on a messenger: found by number or account, made at their first message.
struct ChannelPeople: Sendable {
    let foundation: ConversationsFoundation

    private var vault: Vault { foundation.vault }

    /// What is to be stored of a sender, made before the transaction.
    struct Found: Sendable {
        let sealer: Sealer
        let contact: Contact
        let identities: [ChannelIdentity]
        let name: (value: SealedValue, row: ID<ChannelIdentity>)?

        /// Stores what is not there yet. Harmless to repeat.
        func store(at now: Instant, in session: any SQLSession) throws {
            if try ContactQueries.contact(contact.person, in: session) == nil {
                try ContactQueries.insert(contact, in: session)
            }
            for identity in identities { try ChannelQueries.put(identity, of: contact.person, at: now, in: session) }
            if let name {
                try ChannelQueries.putName(name.value, row: name.row, of: contact.person, at: now, in: session)
            }
        }
    }

    /// The person, if we know them; nil also when they were erased.
    func known(_ sender: ChannelSender) async throws -> PersonID? {
        for (kind, value) in Self.values(of: sender) {
            if let person = try await vault.people(kind.lookup, value).first { return person }
        }
        return nil
    }

    /// Nil for a sender without number and account, whom nobody could answer.
    func findOrMake(_ sender: ChannelSender, at now: Instant) async throws -> Found? {
        let values = Self.values(of: sender)
        guard !values.isEmpty, let sealer = try await sealer(of: values) else { return nil }
        let person = sealer.person
        try await addLookups(values, of: person)
        let (known, name) = try await foundation.data.read { session in
            (
                Set(try ChannelQueries.identities(of: person, in: session).map(\.kind)),
                try ChannelQueries.name(of: person, in: session)
            )
        }
        let identities = try values.filter { !known.contains($0.kind) }.map { kind, value in
            try identity(kind, value, sealer)
        }
        return Found(
            sealer: sealer, contact: contact(person, sender, at: now), identities: identities,
            name: try await newName(sender.name, instead: name, sealer))
    }

    /// From now on the person is found by their new number or account and not by the old one.
    func move(_ person: PersonID, to sender: ChannelSender, at now: Instant) async throws -> Bool {
        guard let sealer = try await vault.sealer(for: person) else { return false }
        var identities: [ChannelIdentity] = []
        for (kind, value) in Self.values(of: sender) {
            // Somebody we know as another contact has it: two people stay two people.
            guard try await vault.people(kind.lookup, value).allSatisfy({ $0 == person }) else { continue }
            try await addLookups([(kind, value)], of: person)
            identities.append(try identity(kind, value, sealer))
        }
        let found = identities
        try await foundation.data.write { session in
            for identity in found { try ChannelQueries.put(identity, of: person, at: now, in: session) }
        }
        for (kind, value) in Self.values(of: sender) where found.contains(where: { $0.kind == kind }) {
            try await vault.keepLookup(kind.lookup, only: value, of: person)
        }
        return !found.isEmpty
    }

    func confirm(_ found: Found) async throws { try await vault.confirmLookups(of: found.contact.person) }

    private func sealer(of values: [(kind: ChannelIdentity.Kind, value: String)]) async throws -> Sealer? {
        for _ in 1...3 {
            for (kind, value) in values {
                guard let person = try await vault.people(kind.lookup, value).first else { continue }
                if let sealer = try await vault.sealer(for: person) { return sealer }
            }
            do {
                return try await vault.enrol(findableBy: values.map { (kind: $0.kind.lookup, value: $0.value) })
            } catch StorageError.uniqueViolation {
                continue  // their first two messages at the same moment: the other one made the person
            }
        }
        return nil
    }

    private func addLookups(
        _ values: [(kind: ChannelIdentity.Kind, value: String)], of person: PersonID
    ) async throws {
        for (kind, value) in values where try await vault.people(kind.lookup, value).isEmpty {
            do {
                _ = try await vault.addLookup(kind.lookup, value, of: person)
            } catch StorageError.uniqueViolation {
                continue  // somebody else's by now
            }
        }
    }

    private func identity(
        _ kind: ChannelIdentity.Kind, _ value: String, _ sealer: Sealer
    ) throws -> ChannelIdentity {
        let id = ID<ChannelIdentity>.random()
        let sealed = try sealer.seal(value, in: .channelIdentity, row: id)
        return ChannelIdentity(id: id, kind: kind, value: SealedValue(sealed, in: .channelIdentity, row: id.bytes))
    }

    /// Nil when it is the one we have, or they gave none.
    private func newName(
        _ name: String?, instead former: SealedValue?, _ sealer: Sealer
    ) async throws -> (value: SealedValue, row: ID<ChannelIdentity>)? {
        guard let name = name.map({ MessageText(received: $0).text }), !name.isEmpty, name.count <= 200 else {
            return nil
        }
        if let former {
            let opening = try await vault.open(former, of: sealer.person, for: .support, as: .system("channel"))
            if opening.value?.expose() == name { return nil }
        }
        let row = ID<ChannelIdentity>.random()
        let sealed = try sealer.seal(name, in: .channelName, row: row)
        return (SealedValue(sealed, in: .channelName, row: row.bytes), row)
    }

    private func contact(_ person: PersonID, _ sender: ChannelSender, at now: Instant) -> Contact {
        Contact(
            person: person, language: sender.phone?.hasPrefix("84") == true ? .vietnamese : .english,
            policyVersion: foundation.policy.version.hex, minimumAge: nil, firstSeenAt: now, identifiers: [])
    }

    private static func values(of sender: ChannelSender) -> [(kind: ChannelIdentity.Kind, value: String)] {
        let pairs: [(kind: ChannelIdentity.Kind, value: String?)] = [
            (.account, sender.account), (.phone, sender.phone),
        ]
        return pairs.compactMap { pair in pair.value.map { (pair.kind, $0) } }
    }
}
