// SPDX-License-Identifier: Apache-2.0

import Audit
import Disclosure
import Jobs
import Policy
import Storage
import Values
import Vault

/// The rest of an erasure, after the keys are gone: rows swept, recipients told, evidence written, receipt sent.
///
/// Each step is written down when it is done and harmless when it is done again, so a crash anywhere resumes here.
struct CarryOutErasure: Sendable {
    static let kind: JobKind = "carry-out-erasure"
    static let completed: AuditType = "erasure.completed"
    /// How long to wait for a recipient that cannot be reached before asking again.
    static let patience = Duration.seconds(300)

    let data: any Database
    let vault: Vault
    let door: Door
    let erase: EraseEverything
    let notifier: any ErasureNotifier
    let mailer: any RightsMailer
    /// Numbers and signs what is in the log so far, and returns the proof for one entry.
    let prove: @Sendable (ID<AuditEntry>) async throws -> String
    let clock: any WallClock

    static func job(for erasure: ID<ErasureCase>, at now: Instant) -> Job {
        Job(kind, about: erasure, at: now)
    }

    func callAsFunction(_ id: ID<ErasureCase>) async throws -> JobOutcome {
        while let erasure = try await data.read({ try ErasureQueries.find(id, in: $0) }) {
            switch erasure.state {
            case .opened: try await erase.destroyKeys(of: erasure)
            case .keysDestroyed: try await sweep(erasure)
            case .swept:
                guard try await tellRecipients(of: erasure) else { return .retry(after: Self.patience) }
            case .recipientsTold:
                guard try await conclude(erasure) else { return .retry(after: Self.patience) }
            case .closed: return .done
            }
        }
        return .giveUp("case-missing")
    }

    private func sweep(_ erasure: ErasureCase) async throws {
        let register = vault.register
        for subject in erasure.subjects {
            while try await data.write({ try register.sweep(subject, in: $0) }) > 0 {}
            try await data.write { _ = try AuditQueries.eraseLinks(of: subject, in: $0) }
        }
        try await data.write { session in
            try ErasureQueries.forgetSubjects(of: erasure.id, in: session)
            try ErasureQueries.advance(erasure.id, to: .swept, in: session)
        }
    }

    /// Tells whoever has not answered yet; false while somebody has to be asked again.
    private func tellRecipients(of erasure: ErasureCase) async throws -> Bool {
        var isComplete = true
        for notice in try await data.read({ try ErasureQueries.notices(of: erasure.id, in: $0) })
        where notice.state == .toTell {
            let outcome = try await tell(notice, of: erasure)
            let now = clock.now()
            switch outcome {
            case .told(let answer):
                try await data.write {
                    try ErasureQueries.conclude(notice.id, .told, answer: answer, at: now, in: $0)
                }
            case .cannot(let reason):
                try await data.write {
                    try ErasureQueries.conclude(notice.id, .cannotBeTold, answer: reason, at: now, in: $0)
                }
            case .later:
                isComplete = false
            }
        }
        if isComplete {
            try await data.write { try ErasureQueries.advance(erasure.id, to: .recipientsTold, in: $0) }
        }
        return isComplete
    }

    private func tell(_ notice: ErasureNotice, of erasure: ErasureCase) async throws -> NoticeOutcome {
        guard let handle = notice.handle, let keyOwner = erasure.keyOwner else { return .cannot(reason: "no-handle") }
        let telling = ErasureTelling(
            recipient: RecipientID(notice.recipient), kind: notice.kind,
            handle: SealedValue(handle, in: .erasureHandle, row: notice.id.bytes), casePerson: keyOwner,
            subject: erasure.id.bytes)
        return try await notifier.tell(telling)
    }

    /// Writes the evidence, sends the receipt and closes the case; false when the mail could not be sent yet.
    private func conclude(_ erasure: ErasureCase) async throws -> Bool {
        guard let request = try await data.read({ try RightsRequestQueries.request(erasure.request, in: $0) }) else {
            throw RequestMissing()
        }
        let receipt: String
        if let existing = request.receipt {
            receipt = existing
        } else {
            receipt = try await writeEvidence(of: erasure)
            let now = clock.now()
            try await data.write { session in
                try RightsRequestQueries.conclude(request.id, receipt: receipt, at: now, in: session)
            }
        }
        guard try await send(receipt, of: erasure, to: request) else { return false }
        // Closed last: a crash before leads here again, one after would leave the case's own key behind.
        if let keyOwner = erasure.keyOwner {
            let register = vault.register
            try await vault.destroyKeys(of: keyOwner)
            while try await data.write({ try register.sweep(keyOwner, in: $0) }) > 0 {}
            try await data.write { _ = try AuditQueries.eraseLinks(of: keyOwner, in: $0) }
        }
        let now = clock.now()
        try await data.write { try ErasureQueries.close(erasure.id, at: now, in: $0) }
        return true
    }

    /// One entry for a case, however often a crash leads here.
    private func writeEvidence(of erasure: ErasureCase) async throws -> String {
        let written = try await data.read {
            try AuditQueries.entries(about: erasure.id.cast(to: AuditObject.self), in: $0)
        }
        if let entry = written.first(where: { $0.statement?.type == Self.completed }) {
            return try await prove(entry.id)
        }
        let entry = AuditEntry(
            log: .evidence, type: Self.completed, at: clock.now(), policyVersion: vault.policy.version.hex,
            object: erasure.id.cast(to: AuditObject.self), purpose: Purpose.legalDuty.rawValue)
        try await data.write { try entry.insert(in: $0) }
        return try await prove(entry.id)
    }

    private func send(_ receipt: String, of erasure: ErasureCase, to request: RightsRequest) async throws -> Bool {
        guard let address = erasure.replyAddress, let keyOwner = erasure.keyOwner else { return true }
        let notices = try await data.read { try ErasureQueries.notices(of: erasure.id, in: $0) }
        let summary = ErasureSummary(
            notices: notices.map { notice in
                .init(
                    recipient: vault.policy.recipient(RecipientID(notice.recipient))?.name ?? notice.recipient,
                    outcome: notice.state == .told
                        ? .told(answer: notice.answer ?? "") : .cannot(reason: notice.answer ?? ""))
            },
            keptUntilYear: erasure.keptUntilYear, receipt: receipt)
        let mail = mailer.receipt(summary, language: request.language)
        let field = SealedValue(address, in: .erasureReplyAddress, row: erasure.id.bytes)
        let outcome = try await door.send(
            to: .mail, for: .legalDuty, about: keyOwner, fields: [field], subject: request.id.bytes,
            as: .system("erasure")
        ) { opened in
            .mail(
                MailMessage(
                    to: try opened[.erasureReplyAddress], subject: mail.subject, text: mail.text, html: mail.html,
                    identity: "erasure.\(request.id)"))
        }
        switch outcome {
        case .answered, .undelivered(.rejected), .refused: return true
        case .undelivered(.notSent), .undelivered(.noAnswer): return false
        }
    }
}

struct RequestMissing: Error {}
