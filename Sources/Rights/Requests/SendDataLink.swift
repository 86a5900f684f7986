// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Jobs
package import Policy
import Storage
import Values
import Vault

/// Mails the link of a request to the address it was asked for, once the mail server takes it.
///
/// A request about nobody we can write to, and one too many of a day, leave nothing behind.
struct SendDataLink: Sendable {
    static let kind: JobKind = "send-data-link"
    /// Mails one person is sent a day, however often somebody asks.
    static let mailsPerDay = 3

    let data: any Database
    let door: Door
    let holders: [any HolderOfPersonalData]
    let mailer: any RightsMailer
    let addresses: any RightsAddresses
    let links: RightsLinks
    let clock: any WallClock

    static func job(for request: ID<RightsRequest>, at now: Instant) -> Job {
        Job(kind, about: request, at: now)
    }

    func callAsFunction(_ id: ID<RightsRequest>, attempt: Int) async throws -> JobOutcome {
        guard let request = try await data.read({ try RightsRequestQueries.request(id, in: $0) }),
            request.state == .asked, clock.now() < request.askedAt + RightsToken.lifetime
        else { return .done }
        guard let (person, address) = try await reachable(request), try await mayMail(person, request) else {
            try await data.write { try RightsRequestQueries.delete(id, in: $0) }
            return .done
        }
        let link = addresses.myData(links.token(for: id), in: request.language)
        let mail = mailer.verification(link: link, language: request.language)
        let outcome = try await door.send(
            to: .mail, for: .legalDuty, about: person, fields: [address], subject: id.bytes,
            as: .system("rights-request")
        ) { opened in
            .mail(
                MailMessage(
                    to: try opened[address.field], subject: mail.subject, text: mail.text, html: mail.html,
                    identity: "rights.\(id)"))
        }
        switch outcome {
        case .answered, .undelivered(.rejected), .refused: return .done
        case .undelivered(.notSent), .undelivered(.noAnswer):
            return .retry(after: min(.seconds(10) * (1 << min(attempt, 9)), .hours(1)))
        }
    }

    /// The first of the people asked about whom somebody can write to, and where.
    private func reachable(_ request: RightsRequest) async throws -> (PersonID, SealedValue)? {
        for person in request.people {
            for holder in holders {
                if let address = try await holder.address(of: person) { return (person, address) }
            }
        }
        return nil
    }

    /// Whether fewer were asked for this person in the day before.
    private func mayMail(_ person: PersonID, _ request: RightsRequest) async throws -> Bool {
        let earlier = try await data.read { session in
            try RightsRequestQueries.count(
                of: person, since: request.askedAt - .days(1), before: request.id, in: session)
        }
        return earlier < Self.mailsPerDay
    }
}

extension RecipientID {
    /// The mail server all our mail leaves through.
    package static let mail = RecipientID("mail")
}
