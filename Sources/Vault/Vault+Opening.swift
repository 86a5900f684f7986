// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values

extension Vault {
    /// Prepares to open values of one person for one purpose; refused at once when they are erased.
    ///
    /// For a member of staff the access is written to the access log, durably, before anything can be opened. Reads the
    /// gate from memory; the one door reads it fresh (`fresh: true`).
    package func opener(
        for person: PersonID, purpose: Purpose, as caller: Caller, fresh: Bool = false
    ) async throws -> Opener? {
        let held = fresh ? try await ring.read(person) : try await ring.held(person)
        guard let held else { return nil }
        return Opener(
            person: person, purpose: purpose, caller: caller, held: held,
            isSwitchedOff: try await isSwitchedOff(purpose),
            policy: policy, accessLog: accessLog)
    }

    /// Prepares to open values of many people for one purpose, as a list shows them; those erased are missing.
    ///
    /// For a member of staff one entry of the access log stands for all of them, durable before anything can be opened.
    package func openers(
        for people: [PersonID], purpose: Purpose, as caller: Caller
    ) async throws -> [PersonID: Opener] {
        var openers: [PersonID: Opener] = [:]
        for person in Set(people) {
            openers[person] = try await opener(for: person, purpose: purpose, as: caller)
        }
        if case .staff(let member) = caller {
            try await accessLog.record(accessToAll: Array(openers.keys), by: member, for: purpose)
        }
        return openers
    }

    /// Opens one value.
    package func open(
        _ value: SealedValue, of person: PersonID, for purpose: Purpose, as caller: Caller
    ) async throws -> Opening<String> {
        guard let opener = try await opener(for: person, purpose: purpose, as: caller) else {
            return .refused(.erased)
        }
        return try await opener.open(value)
    }

    /// Opens bookkeeping kept under a hold key.
    package func openHeld(
        _ value: SealedValue, under holder: PersonID, as caller: Caller
    ) async throws -> Opening<String> {
        try await open(value, of: holder, for: .legalDuty, as: caller)
    }
}

/// Opens values of one person for one purpose, each against the policy, the gate and the caller.
package struct Opener: Sendable {
    package let person: PersonID
    package let purpose: Purpose
    let caller: Caller
    let held: HeldKeys
    let isSwitchedOff: Bool
    let policy: Policy
    let accessLog: AccessLog

    /// Why a value of this category would not be opened; nil when it would.
    package func refusal(for category: Category) -> VaultRefusal? {
        if case .person(let asking) = caller, asking != person { return .callerMayNot }
        if isSwitchedOff, policy.declares(purpose, for: category) { return .switchedOff }
        return held.gate.refusal(of: purpose, for: category, by: caller, under: policy)
    }

    /// Opens a value; throws when it does not belong to this row, column, person, organisation and epoch.
    package func open(_ value: SealedValue) async throws -> Opening<String> {
        switch try await openBytes(value) {
        case .opened(let bytes): .opened(bytes.map { String(decoding: $0, as: UTF8.self) })
        case .refused(let refusal): .refused(refusal)
        }
    }

    /// The same for what is no text.
    package func openBytes(_ value: SealedValue) async throws -> Opening<[UInt8]> {
        if let refusal = refusal(for: value.field.category) { return .refused(refusal) }
        guard let epoch = value.sealed.epoch, let key = held.keys[epoch] else {
            throw SealedValueDamaged(field: value.field)
        }
        if case .staff(let member) = caller {
            try await accessLog.record(access: person, by: member, for: purpose)
        }
        do {
            return .opened(Personal([UInt8](try key.open(value))))
        } catch {
            throw SealedValueDamaged(field: value.field)
        }
    }
}

/// A value did not open where it stands: moved, altered, or from another key store.
package struct SealedValueDamaged: Error {
    package let field: SealedField
}
