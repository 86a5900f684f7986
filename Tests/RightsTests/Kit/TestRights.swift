// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Jobs
import Logging
import Policy
import Rights
import Storage
import Synchronization
import TestKit
import Testing
import Values
import Vault

/// The rights workflow on fresh files, with one holder of people's addresses and a mail server that can be shut.
struct TestRights: Sendable {
    let rights: Rights
    let stores: TestVault
    let holder: FakeHolder
    let courier: FakeMailServer
    private let runner: JobRunner

    var clock: FixedWallClock { stores.clock }
    var data: any Database { stores.data }

    init(_ stores: TestVault) {
        self.stores = stores
        holder = FakeHolder()
        courier = FakeMailServer()
        rights = Rights(
            data: stores.data, vault: stores.vault,
            door: Door(data: stores.data, vault: stores.vault, courier: courier, clock: stores.clock),
            holders: [holder], notifier: NobodyToTell(), mailer: PlainRightsMailer(), addresses: TestAddresses(),
            prove: { _ in "proof" }, clock: stores.clock)
        var handlers = JobHandlers()
        rights.addHandlers(to: &handlers)
        runner = JobRunner(
            database: stores.data, handlers: handlers, clock: stores.clock, concurrency: 1,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, jitter: { 0 },
            noteDeadJob: { job in
                Issue.record("a job was given up: \(job.kind.rawValue), \(job.reason)")
                return { _ in }
            })
    }

    static let email = "an.nguyen@example.com"
    /// The column the fake holder keeps addresses in.
    static let address = SealedField(table: "buyers", column: "email", number: 1, category: .emailAddress)

    /// Somebody who bought something with this address.
    @discardableResult
    func buyer(_ email: String = email) async throws -> PersonID {
        let canonical = try #require(EmailAddress(email)).canonical
        let sealer = try await stores.vault.enrol(findableBy: [(kind: .guestEmail, value: canonical)])
        let sealed = try sealer.seal(email, in: Self.address, row: sealer.person)
        holder.keep(SealedValue(sealed, in: Self.address, row: sealer.person.bytes), of: sealer.person)
        return sealer.person
    }

    func ask(_ email: String = email, language: Language = .english) async throws {
        try await rights.ask(try #require(EmailAddress(email)), language: language)
    }

    /// Runs what is due.
    func work(after span: Duration = .zero) async throws {
        clock.advance(by: span)
        try await runner.drain()
    }

    func count(_ table: String) async throws -> Int {
        try await data.read { try $0.first("SELECT count(*) FROM \(table)") { try $0[0] } ?? 0 }
    }

    /// The token in the newest mail.
    func token() throws -> RightsToken {
        let link = try #require(courier.mails.last).text
        return try #require(RightsToken(String(link.suffix(43))))
    }
}

func withRights(_ body: (TestRights) async throws -> Void) async throws {
    try await withTemporaryVault(register: Register(rightsTables + disclosureTables)) {
        try await body(TestRights($0))
    }
}

/// Knows the addresses it was told, and nothing else about anybody.
final class FakeHolder: HolderOfPersonalData {
    private let addresses = Mutex<[PersonID: SealedValue]>([:])

    func keep(_ address: SealedValue, of person: PersonID) { addresses.withLock { $0[person] = address } }

    func address(of person: PersonID) async throws -> SealedValue? { addresses.withLock { $0[person] } }
    func handles(of person: PersonID) async throws -> [RecipientHandle] { [] }
    func holdings(of person: PersonID) async throws -> [Holding] { [] }
}

/// Takes mails, or does not while it is down.
final class FakeMailServer: Courier {
    private let state = Mutex<(mails: [MailMessage], failure: DeliveryFailure?)>(([], nil))

    var mails: [MailMessage] { state.withLock { $0.mails } }
    func goDown(_ failure: DeliveryFailure = .notSent("refused")) { state.withLock { $0.failure = failure } }
    func comeBack() { state.withLock { $0.failure = nil } }

    func deliver(_ outgoing: Outgoing) async throws -> Reply {
        guard case .mail(let mail) = outgoing else {
            Issue.record("only mail was expected to leave")
            throw DeliveryFailure.notSent("unexpected")
        }
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            state.mails.append(mail)
        }
        return .mailAccepted
    }
}

struct NobodyToTell: ErasureNotifier {
    func tell(_ notice: ErasureTelling) async throws -> NoticeOutcome {
        Issue.record("nobody was to be told")
        return .cannot(reason: "unexpected")
    }
}

struct PlainRightsMailer: RightsMailer {
    func verification(link: String, language: Language) -> RightsMail {
        RightsMail(subject: "link \(language.rawValue)", text: link, html: "")
    }

    func receipt(_ summary: ErasureSummary, language: Language) -> RightsMail {
        RightsMail(subject: "receipt", text: summary.receipt, html: "")
    }
}

struct TestAddresses: RightsAddresses {
    func myData(_ token: RightsToken, in language: Language) -> String {
        "https://shop.test/\(language.rawValue)/my-data/\(token.text)"
    }
}
