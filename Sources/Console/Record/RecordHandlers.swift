// SPDX-License-Identifier: Apache-2.0

import Audit
import HTTPTypes
import Hummingbird
import Pages
import Storage
import Values

extension ConsoleRoutes {
    @Sendable func recordPage(_ request: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        let query = request.uri.queryParameters
        let choice = RecordChoice { name in query[Substring(name)].map { String($0) } }
        return desk.recordPage(try await desk.record(choice))
    }

    @Sendable func recordEntryPage(_: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let (entry, parties) = try await self.entry(context, desk)
        let names = try await desk.recordNames(for: [parties])
        let proof = try await ReceiptOffice(database: desk.services.data).receipt(for: entry.id)
        return desk.recordEntryPage(RecordEntryView(entry: entry, parties: parties, names: names, proof: proof))
    }

    /// What convinces somebody without us that the entry is in the signed log (C2SP tlog-proof).
    @Sendable func proofFile(_: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let (entry, _) = try await self.entry(context, desk)
        guard case .ready(let proof) = try await ReceiptOffice(database: desk.services.data).receipt(for: entry.id)
        else { return .seeOther(desk.path("/record/\(entry.id)"), on: desk.sheet) }
        let name = "\(entry.log.rawValue)-\(proof.proof.index).tlog-proof"
        return .file(proof.text, named: name, as: "text/plain; charset=utf-8")
    }

    private func entry(
        _ context: PageContext, _ desk: Desk
    ) async throws -> (entry: AuditRecord, parties: AuditParties) {
        guard let id = context.parameters.get("id").flatMap({ ID<AuditEntry>($0) }) else {
            throw PageProblem(.notFound)
        }
        let found = try await desk.services.data.read { session in
            (try AuditQueries.entry(id, in: session), try AuditQueries.parties(to: id, in: session))
        }
        guard let entry = found.0 else { throw PageProblem(.notFound) }
        return (entry, found.1)
    }
}

extension Desk {
    /// A page of the record and whom it names.
    func record(_ choice: RecordChoice) async throws -> RecordView {
        let (page, parties) = try await services.data.read { session in
            let page = try AuditQueries.page(choice.search, in: session)
            let parties = try page.entries.map { ($0.id, try AuditQueries.parties(to: $0.id, in: session)) }
            return (page, Dictionary(parties) { first, _ in first })
        }
        return RecordView(
            choice: choice, page: page, parties: parties, names: try await recordNames(for: parties.values))
    }
}
