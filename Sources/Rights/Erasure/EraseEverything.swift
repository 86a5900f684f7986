// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
import Values
import Vault

/// Erases everyone a verified request is about: when it returns, nothing about them can be read any more.
///
/// In this order, so that a crash anywhere is completed by the job and never leaves somebody half erased: what recipients
/// know them by and their address move into a case under a key of its own; case and job are written; each tombstone goes to
/// the ledger and each key is destroyed. Sweeping rows, telling recipients and the receipt follow in the job.
package struct EraseEverything: Sendable {
    let data: any Database
    let vault: Vault
    let holders: [any HolderOfPersonalData]
    let clock: any WallClock

    package enum Outcome: Sendable, Equatable {
        case erased
        /// It was asked before; the earlier one stands.
        case already
        /// The request was not proven, or its link is too old.
        case notVerified
    }

    package func callAsFunction(_ request: RightsRequest) async throws -> Outcome {
        guard request.state == .verified else { return request.state == .carriedOut ? .already : .notVerified }
        let existing = try await data.read { try ErasureQueries.find(of: request.id, in: $0) }
        let erasure: ErasureCase
        if let existing {
            guard existing.state == .opened else { return .already }
            erasure = existing
        } else {
            erasure = try await openCase(for: request)
        }
        try await destroyKeys(of: erasure)
        return .erased
    }

    /// Destroys the keys of everyone the case is about; harmless to repeat.
    func destroyKeys(of erasure: ErasureCase) async throws {
        for subject in erasure.subjects {
            try await vault.destroyKeys(of: subject)
        }
        try await data.write { try ErasureQueries.advance(erasure.id, to: .keysDestroyed, in: $0) }
    }

    private func openCase(for request: RightsRequest) async throws -> ErasureCase {
        let now = clock.now()
        let sealer = try await vault.enrol(.erasureCase)
        let id = ID<ErasureCase>.timeOrdered(at: now)
        var replyAddress: Sealed?
        var notices: [ErasureNotice] = []
        var keptUntil: Instant?
        for person in request.people {
            for holder in holders {
                let kept = try await holder.holdings(of: person).filter(\.survivesErasure).compactMap(\.until)
                keptUntil = (kept + [keptUntil].compactMap { $0 }).max()
            }
            if replyAddress == nil, let address = try await address(of: person) {
                replyAddress = try sealer.seal(address.expose(), in: .erasureReplyAddress, row: id)
            }
            notices += try await self.notices(about: person, sealer: sealer, at: now)
        }
        let erasure = ErasureCase(
            id: id, request: request.id, keyOwner: sealer.person, state: .opened, replyAddress: replyAddress,
            keptUntilYear: keptUntil.map(\.utcYear), subjects: request.people)
        let (told, owner) = (notices, sealer.person)
        try await data.write { session in
            try ErasureQueries.insert(erasure, at: now, in: session)
            for notice in told {
                try ErasureQueries.insert(notice, of: id, keyOwner: owner, in: session)
            }
            try CarryOutErasure.job(for: id, at: now).insert(in: session)
        }
        return erasure
    }

    private func address(of person: PersonID) async throws -> Personal<String>? {
        for holder in holders {
            guard let address = try await holder.address(of: person) else { continue }
            let opened = try await vault.open(address, of: person, for: .legalDuty, as: .system("erasure"))
            if let value = opened.value { return value }
        }
        return nil
    }

    private func notices(
        about person: PersonID, sealer: Sealer, at now: Instant
    ) async throws -> [ErasureNotice] {
        var notices: [ErasureNotice] = []
        for holder in holders {
            for handle in try await holder.handles(of: person) {
                let value: String
                switch handle.value {
                case .plain(let text): value = text
                case .sealed(let sealed):
                    let opened = try await vault.open(sealed, of: person, for: .legalDuty, as: .system("erasure"))
                    guard let text = opened.value else { continue }
                    value = text.expose()
                }
                let id = ID<ErasureNotice>.timeOrdered(at: now)
                notices.append(
                    ErasureNotice(
                        id: id, recipient: handle.recipient.name, kind: handle.kind,
                        handle: try sealer.seal(value, in: .erasureHandle, row: id), state: .toTell, answer: nil))
            }
        }
        return notices
    }
}
