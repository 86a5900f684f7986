// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Jobs
import Policy
import Storage
import Values
import Vault

/// Writes to both addresses of a correction, each letter once, and forgets the correction when everybody was told.
struct MailCorrection: Sendable {
    enum Letter: String, Sendable {
        /// To the new address: prove that you read this.
        case proof
        /// To the old one: somebody asked, and you can say no.
        case warning
        /// To the old one: it was done.
        case farewell
    }

    let foundation: ShopFoundation

    private static let tries = 40

    func callAsFunction(
        _ letter: Letter, of id: ID<EmailCorrection>, attempt: Int
    ) async throws -> JobOutcome {
        guard let correction = try await foundation.data.read({ try EmailCorrectionQueries.correction(id, in: $0) })
        else { return .done }
        if letter == .farewell { try await moveLookup(of: correction) }
        guard let address = try await address(for: letter, of: correction) else { return .done }
        switch try await send(letter, to: address, correction) {
        case .undelivered(.notSent), .undelivered(.noAnswer):
            guard attempt >= Self.tries else { return .retry(after: Supply.wait(after: attempt)) }
        // An address nobody has is what such a correction is about.
        case .answered, .refused, .undelivered(.rejected): break
        }
        if letter == .farewell { try await forget(id) }
        return .done
    }

    func forget(_ id: ID<EmailCorrection>) async throws {
        try await foundation.data.write { try EmailCorrectionQueries.delete(id, in: $0) }
    }

    /// From here on the old address leads to nobody.
    private func moveLookup(of correction: EmailCorrection) async throws {
        guard let email = try await foundation.data.read({ try OrderQueries.email(of: correction.person, in: $0) }),
            let text = try await foundation.vault.open(
                email, of: correction.person, for: .legalDuty, as: .system("correct-email")
            ).value?.expose(), let address = EmailAddress(text)
        else { return }
        try await foundation.vault.keepLookup(.guestEmail, only: address.canonical, of: correction.person)
    }

    /// Nil when there is nothing left to say.
    private func address(for letter: Letter, of correction: EmailCorrection) async throws -> SealedValue? {
        switch letter {
        case .proof: correction.isOpen(at: foundation.clock.now()) ? correction.address : nil
        case .warning:
            correction.isOpen(at: foundation.clock.now())
                ? try await foundation.data.read { try OrderQueries.email(of: correction.person, in: $0) } : nil
        case .farewell: correction.former
        }
    }

    private func send(
        _ letter: Letter, to address: SealedValue, _ correction: EmailCorrection
    ) async throws -> DisclosureOutcome {
        let order = try await foundation.data.read { try OrderQueries.order(correction.order, in: $0) }
        guard let order else { return .refused(.vault(.erased)) }
        let mail = try foundation.mailer.render(mail(letter, correction, order), in: correction.language)
        return try await foundation.door.send(
            to: foundation.settings.mailRecipient, for: .confirmation, about: correction.person, fields: [address],
            stating: [.order], subject: order.id.bytes, as: .system("correct-email")
        ) { opened in
            .mail(
                MailMessage(
                    to: try opened[address], subject: mail.subject, text: mail.text, html: mail.html,
                    identity: "correction-\(letter.rawValue).\(correction.id)"))
        }
    }

    private func mail(_ letter: Letter, _ correction: EmailCorrection, _ order: Order) -> OrderMail {
        let (links, addresses) = (foundation.correctionLinks, foundation.addresses)
        switch letter {
        case .proof:
            return .proveAddress(
                order.number, url: addresses.correction(links.proof(of: correction.id), in: correction.language))
        case .warning:
            return .addressAsked(
                order.number, url: addresses.correction(links.refusal(of: correction.id), in: correction.language))
        case .farewell: return .addressChanged(order.number)
        }
    }
}
