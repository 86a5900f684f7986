// SPDX-License-Identifier: Apache-2.0

import Audit
import Metrics
package import Policy
package import Storage
package import Values
package import Vault

/// The one way out. Nothing about a person reaches a third party except through `send`: the policy decides who may have
/// what and why, the vault opens only that, and the record says what went.
package struct Door: Sendable {
    let data: any Database
    let vault: Vault
    let courier: any Courier
    let clock: any WallClock

    package init(data: any Database, vault: Vault, courier: any Courier, clock: any WallClock) {
        self.data = data
        self.vault = vault
        self.courier = courier
        self.clock = clock
    }

    /// Sends what `build` makes of the named fields to a recipient, if the policy and the person allow it now.
    ///
    /// The gate is read fresh, at sending and not at queueing. `stating` names categories the request shows without a
    /// sealed value, such as what was ordered; they are held to the policy like the rest. The record is durable before
    /// anything leaves, and no transaction is open while the other side takes its time.
    package func send(
        to recipient: RecipientID, for purpose: Purpose, about person: PersonID, fields: [SealedValue],
        stating plain: Set<Category> = [], subject: [UInt8]? = nil, as caller: Caller,
        build: @Sendable (OpenedFields) throws -> Outgoing
    ) async throws -> DisclosureOutcome {
        let categories = plain.union(fields.map(\.field.category))
        let record = DisclosureRecord(
            id: .timeOrdered(at: clock.now()), person: person, recipient: recipient, purpose: purpose,
            categories: categories, subject: subject, policyVersion: vault.policy.version.hex, at: clock.now())
        if let refusal = refusal(of: categories, to: recipient, for: purpose) {
            return try await refuse(record, refusal)
        }
        let opened: OpenedFields
        switch try await open(fields, of: person, for: purpose, as: caller) {
        case .success(let fields): opened = fields
        case .failure(let refusal): return try await refuse(record, .vault(refusal))
        }
        let outgoing = try build(opened)
        guard outgoing.isProtected else { return try await refuse(record, .notProtected) }
        try await data.write { try DisclosureQueries.insert(record, .sending, in: $0) }
        return try await deliver(outgoing, record)
    }

    /// Calls a recipient about nobody: price lists, balances, health. Held to TLS like everything else.
    package func call(_ recipient: RecipientID, _ call: HTTPCall) async throws -> DisclosureOutcome {
        guard vault.policy.recipient(recipient)?.route == .adapter else {
            return .refused(.recipientNotDeclared)
        }
        guard Outgoing.http(call).isProtected else { return .refused(.notProtected) }
        do {
            return .answered(try await courier.deliver(.http(call)), .timeOrdered(at: clock.now()))
        } catch let failure as DeliveryFailure {
            return .undelivered(failure)
        }
    }

    private func refusal(
        of categories: Set<Category>, to recipient: RecipientID, for purpose: Purpose
    ) -> DisclosureRefusal? {
        guard vault.policy.recipient(recipient)?.route == .adapter else { return .recipientNotDeclared }
        let allowed = vault.policy.categories(sentTo: recipient, for: purpose)
        let undeclared = categories.subtracting(allowed).min { $0.rawValue < $1.rawValue }
        return undeclared.map { .categoryNotDeclared($0) }
    }

    private func open(
        _ fields: [SealedValue], of person: PersonID, for purpose: Purpose, as caller: Caller
    ) async throws -> Result<OpenedFields, VaultRefusal> {
        guard let opener = try await vault.opener(for: person, purpose: purpose, as: caller, fresh: true) else {
            return .failure(.erased)
        }
        var values: [SealedValue: Personal<[UInt8]>] = [:]
        for field in fields {
            switch try await opener.openBytes(field) {
            case .opened(let value): values[field] = value
            case .refused(let refusal): return .failure(refusal)
            }
        }
        return .success(OpenedFields(values))
    }

    private func deliver(_ outgoing: Outgoing, _ record: DisclosureRecord) async throws -> DisclosureOutcome {
        do {
            let reply = try await courier.deliver(outgoing)
            try await conclude(record, .answered, reason: nil)
            return .answered(reply, record.id)
        } catch let failure as DeliveryFailure {
            switch failure {
            case .notSent(let reason): try await conclude(record, .notSent, reason: reason)
            case .noAnswer(let reason): try await conclude(record, .noAnswer, reason: reason)
            case .rejected(let reason): try await conclude(record, .answered, reason: reason)
            }
            return .undelivered(failure)
        }
    }

    private func conclude(_ record: DisclosureRecord, _ state: DisclosureState, reason: String?) async throws {
        count(record, state)
        let entry = record.evidence(state, reason: reason, at: clock.now())
        try await data.write { session in
            try DisclosureQueries.conclude(record.id, state, reason: reason, in: session)
            try entry.insert(in: session)
        }
    }

    private func refuse(_ record: DisclosureRecord, _ refusal: DisclosureRefusal) async throws -> DisclosureOutcome {
        count(record, .refused)
        let entry = record.evidence(.refused, reason: refusal.code, at: clock.now())
        try await data.write { session in
            try DisclosureQueries.insert(record, .refused, reason: refusal.code, in: session)
            try entry.insert(in: session)
        }
        return .refused(refusal)
    }

    private func count(_ record: DisclosureRecord, _ state: DisclosureState) {
        Counter(
            label: "sampan.disclosures", dimensions: [("recipient", "\(record.recipient)"), ("state", "\(state)")]
        ).increment()
    }
}

extension VaultRefusal: Error {}
