// SPDX-License-Identifier: Apache-2.0

import Audit
import Callbacks
import Hummingbird
import Jobs
import Pages
import Policy
import Storage
import Values
import Vault

/// Having work tried again and giving it up. Both are on record with who decided, a giving up also with why.
extension ConsoleRoutes {
    @Sendable func workPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        let now = desk.now
        let overview = try await desk.services.data.read { session in
            try JobOverview.look(at: now, doneSince: now - .days(1), in: session)
        }
        return desk.workPage(overview)
    }

    @Sendable func reviveJob(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        _ = try await Form.read(request, context)
        let job = try await job(context, desk)
        let now = desk.now
        let entry = desk.evidence("job.revived", about: job.subject.cast(), outcome: job.kind.rawValue)
        let isRevived = try await desk.services.data.write { session in
            guard try JobQueries.revive(job.id, at: now, in: session) else { return false }
            try entry.insert(in: session)
            return true
        }
        return isRevived
            ? desk.done(.success, "console.done.revived", to: ConsoleArea.work.path)
            : desk.done(.notice, "console.done.revived-already", to: ConsoleArea.work.path)
    }

    @Sendable func giveUpJob(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        let job = try await job(context, desk)
        guard job.kind.mayBeGivenUp else { return desk.done(.problem, "work.must-be-done", to: ConsoleArea.work.path) }
        guard let reason = form.choice("reason", of: GiveUpReason.self) else {
            return desk.done(.problem, "work.no-reason", to: ConsoleArea.work.path)
        }
        let now = desk.now
        let entry = desk.evidence(
            "job.given-up", about: job.subject.cast(), outcome: "\(job.kind.rawValue):\(reason.rawValue)")
        let isEnded = try await desk.services.data.write { session in
            guard try JobQueries.giveUp(job.id, at: now, in: session) else { return false }
            try entry.insert(in: session)
            return true
        }
        return isEnded
            ? desk.done(.success, "work.given-up", to: ConsoleArea.work.path)
            : desk.done(.notice, "console.done.revived-already", to: ConsoleArea.work.path)
    }

    @Sendable func workOnCallbackAgain(
        _ request: Request, _ context: PageContext, _ desk: Desk
    ) async throws -> Response {
        _ = try await Form.read(request, context)
        let callback = try await callback(context, desk)
        return try await desk.services.callbacks.workAgain(on: callback.id)
            ? desk.done(.success, "console.done.callback", to: ConsoleArea.work.path)
            : desk.done(.notice, "console.done.callback-gone", to: ConsoleArea.work.path)
    }

    @Sendable func giveUpCallback(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        let callback = try await callback(context, desk)
        guard let reason = form.choice("reason", of: GiveUpReason.self) else {
            return desk.done(.problem, "work.no-reason", to: ConsoleArea.work.path)
        }
        let now = desk.now
        let entry = desk.evidence(
            "callback.given-up", about: callback.id.cast(), outcome: "\(callback.provider):\(reason.rawValue)")
        let isEnded = try await desk.services.data.write { session in
            guard try CallbackQueries.giveUp(callback.id, at: now, in: session) else { return false }
            try entry.insert(in: session)
            return true
        }
        return isEnded
            ? desk.done(.success, "work.given-up", to: ConsoleArea.work.path)
            : desk.done(.notice, "console.done.callback-gone", to: ConsoleArea.work.path)
    }

    private func job(_ context: PageContext, _ desk: Desk) async throws -> JobRecord {
        guard let id = context.parameters.get("id").flatMap({ ID<Job>($0) }),
            let job = try await desk.services.data.read({ try JobQueries.job(id, in: $0) })
        else { throw PageProblem(.notFound) }
        return job
    }

    private func callback(_ context: PageContext, _ desk: Desk) async throws -> Callback {
        guard let id = context.parameters.get("id").flatMap({ ID<Callback>($0) }),
            let callback = try await desk.services.data.read({ try CallbackQueries.callback(id, in: $0) })
        else { throw PageProblem(.notFound) }
        return callback
    }
}

/// Why nobody is going to do some work: words of ours, since the record must hold nothing personal.
enum GiveUpReason: String, CaseIterable {
    case doneByHand = "done-by-hand"
    case notNeeded = "not-needed"
    case impossible

    var name: Text { Text("console.detail.\(rawValue)") }
}

extension JobKind {
    /// Not what somebody paid for, is owed or asked to have erased: that goes on until it is done, or is put right where it
    /// belongs.
    var mayBeGivenUp: Bool {
        ![
            "fulfil-order", "refund-order", "withdraw-esims", "decide-withdrawal", "carry-out-erasure", "keep-house",
            "work-callback",
        ].contains(rawValue)
    }

    /// Whether its subject is an order, so that there is a page to see.
    var isAboutOrder: Bool {
        guard rawValue != "mail-answer" else { return false }
        return rawValue.hasPrefix("mail-")
            || ["expire-order", "fulfil-order", "refund-order", "suspend-esims", "resume-esims", "withdraw-esims"]
                .contains(rawValue)
    }
}

extension Desk {
    fileprivate func evidence(_ type: AuditType, about object: ID<AuditObject>, outcome: String) -> AuditEntry {
        AuditEntry(
            log: .evidence, type: type, at: now, policyVersion: policy.version.hex, object: object, by: member.id,
            outcome: outcome)
    }
}
