// SPDX-License-Identifier: Apache-2.0

package import Audit
package import Disclosure
package import Jobs
package import Storage
package import Values
package import Vault

/// The rights of people in one organisation: asking, proving an address, seeing what is held, erasing it.
package struct Rights: Sendable {
    package let ask: AskAboutMyData
    package let erase: EraseEverything
    private let openPage: OpenDataPage
    private let sendLink: SendDataLink
    private let carryOut: CarryOutErasure
    private let holders: [any HolderOfPersonalData]
    private let data: any Database
    private let clock: any WallClock

    package init(
        data: any Database, vault: Vault, door: Door, holders: [any HolderOfPersonalData],
        notifier: any ErasureNotifier, mailer: any RightsMailer, addresses: any RightsAddresses,
        prove: @escaping @Sendable (ID<AuditEntry>) async throws -> String, clock: any WallClock
    ) {
        let links = RightsLinks(vault.organisationKeys)
        ask = AskAboutMyData(data: data, vault: vault, links: links, clock: clock)
        openPage = OpenDataPage(data: data, links: links, clock: clock)
        sendLink = SendDataLink(
            data: data, door: door, holders: holders, mailer: mailer, addresses: addresses, links: links,
            clock: clock)
        erase = EraseEverything(data: data, vault: vault, holders: holders, clock: clock)
        carryOut = CarryOutErasure(
            data: data, vault: vault, door: door, erase: erase, notifier: notifier, mailer: mailer, prove: prove,
            clock: clock)
        self.holders = holders
        self.data = data
        self.clock = clock
    }

    /// The request a mailed link stands for; opening it within its lifetime proves the address.
    ///
    /// Nil for an unknown token, or one that expired before it was used. One that led to an erasure keeps showing its receipt.
    package func request(_ token: RightsToken) async throws -> RightsRequest? {
        let now = clock.now()
        guard let request = try await data.read({ try RightsRequestQueries.request(digest: token.digest, in: $0) })
        else { return nil }
        if request.state == .carriedOut { return request }
        guard now < request.askedAt + RightsToken.lifetime else { return nil }
        guard request.state == .asked else { return request }
        try await data.write { try RightsRequestQueries.verify(request.id, at: now, in: $0) }
        return try await data.read { try RightsRequestQueries.request(request.id, in: $0) }
    }

    /// Opens the page about a person's data to whoever proved to be them in another way than by mail: by the secret of their
    /// own conversation.
    package func open(to person: PersonID, language: Language) async throws -> RightsToken {
        try await openPage(to: person, language: language)
    }

    /// Everything held about the people of a proven request, in the order of time.
    package func holdings(of request: RightsRequest) async throws -> [Holding] {
        var found: [Holding] = []
        for person in request.people {
            for holder in holders {
                found += try await holder.holdings(of: person)
            }
        }
        return found.sorted { $0.at < $1.at }
    }

    /// Whom they were disclosed to, when and why.
    package func disclosures(of request: RightsRequest) async throws -> [ConcludedDisclosure] {
        try await data.read { session in
            try request.people.flatMap { try DisclosureQueries.about($0, in: session) }
        }
    }

    /// What these people asked about their data, oldest first.
    package func requests(about people: [PersonID]) async throws -> [RightsRequest] {
        try await data.read { session in
            let found = try people.flatMap { try RightsRequestQueries.requests(about: $0, in: session) }
            // One asking may be about several of them.
            return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }.values.sorted { $0.askedAt < $1.askedAt }
        }
    }

    /// How far an erasure has come; nil when none was asked for.
    package func erasure(of request: RightsRequest) async throws -> ErasureCase.State? {
        try await data.read { try ErasureQueries.find(of: request.id, in: $0)?.state }
    }

    /// After a restore: links that wait to be mailed may have been mailed since the backup. Whoever still wants one asks again.
    package func dropMailsInDoubt() async throws -> Int {
        try await data.write { try JobQueries.drop(SendDataLink.kind, in: $0) }
    }

    package func addHandlers(to handlers: inout JobHandlers) {
        let (sendLink, carryOut) = (sendLink, carryOut)
        handlers.add(SendDataLink.kind, timeLimit: .seconds(120)) { subject, attempt in
            try await sendLink(subject.cast(), attempt: attempt)
        }
        handlers.add(CarryOutErasure.kind) { subject, _ in try await carryOut(subject.cast()) }
    }
}
