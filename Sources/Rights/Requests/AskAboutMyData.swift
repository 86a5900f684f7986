// SPDX-License-Identifier: Apache-2.0

import Disclosure
package import Policy
import Storage
package import Values
import Vault

/// Somebody gives an address and asks what is held under it: a link goes to that address, if we know it.
///
/// The outcome is the same whether the address is known or not, so that nobody learns who our customers are.
package struct AskAboutMyData: Sendable {
    /// Mails one person is sent a day, however often somebody asks.
    static let mailsPerDay = 3

    let data: any Database
    let vault: Vault
    let door: Door
    let holders: [any HolderOfPersonalData]
    let mailer: any RightsMailer
    let clock: any WallClock

    package enum Outcome: Sendable, Equatable {
        /// If the address is known, a mail is on its way or has been sent often enough today.
        case accepted
        /// The mail server cannot be reached now; nothing was recorded.
        case mailUnavailable
    }

    /// `link` makes the address of the page from the token.
    package func callAsFunction(
        _ address: EmailAddress, language: Language, link: @Sendable (RightsToken) -> String
    ) async throws -> Outcome {
        let people = try await reachable(try await vault.people(.guestEmail, address.canonical))
        guard let first = people.first else { return .accepted }
        let now = clock.now()
        let asked = try await data.read { session in
            try RightsRequestQueries.count(of: first.person, since: now - .days(1), in: session)
        }
        guard asked < Self.mailsPerDay else { return .accepted }

        let token = RightsToken.make()
        let request = RightsRequest(
            id: .timeOrdered(at: now), language: language, state: .asked, askedAt: now, verifiedAt: nil,
            dueAt: now + .days(30), concludedAt: nil, receipt: nil, people: people.map(\.person))
        try await data.write { try RightsRequestQueries.insert(request, digest: token.digest, in: $0) }
        let mail = mailer.verification(link: link(token), language: language)
        let outcome = try await door.send(
            to: .mail, for: .legalDuty, about: first.person, fields: [first.address], subject: request.id.bytes,
            as: .system("rights-request")
        ) { opened in
            .mail(
                MailMessage(
                    to: try opened[first.address.field], subject: mail.subject, text: mail.text, html: mail.html,
                    identity: "rights.\(request.id)"))
        }
        if case .undelivered = outcome { return .mailUnavailable }
        return .accepted
    }

    private func reachable(_ people: [PersonID]) async throws -> [(person: PersonID, address: SealedValue)] {
        var reachable: [(person: PersonID, address: SealedValue)] = []
        for person in people {
            for holder in holders {
                guard let address = try await holder.address(of: person) else { continue }
                reachable.append((person, address))
                break
            }
        }
        return reachable
    }
}

extension RecipientID {
    /// The mail server all our mail leaves through.
    package static let mail = RecipientID("mail")
}
