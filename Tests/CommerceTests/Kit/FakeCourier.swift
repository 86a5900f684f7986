// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Synchronization
import Testing
import Values

/// Takes mails; anything else that leaves is unexpected.
final class FakeCourier: Courier {
    private let state = Mutex<(mails: [MailMessage], failures: [DeliveryFailure])>(([], []))

    var mails: [MailMessage] { state.withLock { $0.mails } }
    func willFail(_ failure: DeliveryFailure) { state.withLock { $0.failures.append(failure) } }

    func deliver(_ outgoing: Outgoing) async throws -> Reply {
        guard case .mail(let mail) = outgoing else {
            Issue.record("only mail was expected to leave")
            throw DeliveryFailure.notSent("unexpected")
        }
        let failure = state.withLock { state in
            if state.failures.isEmpty {
                state.mails.append(mail)
                return nil as DeliveryFailure?
            }
            return state.failures.removeFirst()
        }
        if let failure { throw failure }
        return .mailAccepted
    }
}

/// Mails as plain text: what they are and what stands in them.
struct PlainMailer: OrderMailer {
    func render(_ mail: OrderMail, in language: Language) throws -> RenderedMail {
        switch mail {
        case .proveAddress(_, let url): return RenderedMail(subject: "prove-address", text: url, html: "")
        case .addressAsked(_, let url): return RenderedMail(subject: "address-asked", text: url, html: "")
        case .addressChanged(let number): return RenderedMail(subject: "address-changed", text: number.text, html: "")
        default: return order(mail, in: language)
        }
    }

    private func order(_ mail: OrderMail, in language: Language) -> RenderedMail {
        let (kind, summary, esims): (String, OrderMailSummary?, [MailedEsim]) =
            switch mail {
            case .confirmation(let summary): ("confirmation", summary, [])
            case .activation(let summary, let esims): ("activation", summary, esims)
            case .toppedUp(let summary): ("topped-up", summary, [])
            case .moneyShort(let summary, _, _): ("money-short", summary, [])
            case .held(let summary): ("held", summary, [])
            case .delayed(let summary): ("delayed", summary, [])
            case .needsAttention(let summary): ("needs-attention", summary, [])
            case .refunded(let summary): ("refunded", summary, [])
            case .partRefunded(let summary, let back): ("part-refunded \(back.minorUnits)", summary, [])
            case .withdrawal(let summary, _): ("withdrawal", summary, [])
            case .withdrawalDeclined(let summary, _): ("withdrawal-declined", summary, [])
            case .lowData(let summary, _): ("low-data", summary, [])
            case .expiring(let summary, _): ("expiring", summary, [])
            case .link(let summary): ("link", summary, [])
            case .proveAddress, .addressAsked, .addressChanged: ("", nil, [])
            }
        guard let summary else { return RenderedMail(subject: kind, text: "", html: "") }
        let lines = summary.lines.map { "\($0.quantity) × \($0.name)" } + esims.map(\.install.activationCode)
        let text = ([summary.number.text, summary.total.formatted(in: language)] + lines).joined(separator: "\n")
        return RenderedMail(subject: kind, text: text, html: "<p>\(kind)</p>")
    }
}
