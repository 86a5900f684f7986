// SPDX-License-Identifier: Apache-2.0

import Conversations
import Disclosure
import Foundation

extension ChannelAnswer {
    /// What the Graph API's answer means for whoever sends.
    init<Object: Decodable>(_ outcome: DisclosureOutcome, _ value: (Object) -> Value?) {
        switch outcome {
        case .answered(.http(let status, _, let body), _):
            self = Self.read(status, Data(body), value)
        case .answered: self = .unknown
        case .refused(let refusal):
            _ = refusal  // it stands in the disclosure record
            self = .refused(ChannelTrouble(.notDisclosed, code: 0))
        case .undelivered(.notSent): self = .unreachable
        case .undelivered(.noAnswer), .undelivered(.rejected): self = .unknown
        }
    }

    private static func read<Object: Decodable>(
        _ status: Int, _ body: Data, _ value: (Object) -> Value?
    ) -> ChannelAnswer {
        // Logic follows the code, whatever the status: the same trouble has been seen under several.
        if let problem = try? JSONDecoder().decode(WhatsAppProblem.self, from: body) {
            return .refused(ChannelTrouble(whatsApp: problem.error.code ?? (status == 429 ? 4 : 1)))
        }
        if (200..<300).contains(status) {
            guard let object = try? JSONDecoder().decode(Object.self, from: body), let found = value(object) else {
                return .unknown
            }
            return .done(found)
        }
        return switch status {
        case 401, 403: .refused(ChannelTrouble(.account, code: status))
        case 429: .refused(ChannelTrouble(.accountBusy, code: status))
        // Something in between broke off: nobody knows how far it came.
        case 500...: .unknown
        default: .refused(ChannelTrouble(.setUp, code: status))
        }
    }
}

struct WhatsAppProblem: Decodable {
    struct Problem: Decodable {
        let code: Int?
    }

    let error: Problem
}

extension ChannelTrouble {
    /// By Meta's number for it (developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes, read 2026-11).
    package init(whatsApp code: Int) {
        let kind: Kind =
            switch code {
            case 0, 3, 10, 190, 200...299: .account
            case 4, 80_007: .accountBusy
            case 130_429: .numberBusy
            case 131_056: .personBusy
            case 131_048: .unwanted
            case 131_049: .personSpared
            case 131_050: .offersStopped
            case 131_047: .windowClosed
            case 131_026: .unreachable
            case 130_472: .heldBack
            case 131_051, 131_052, 131_053: .media
            case 132_000...132_099: .template
            case 1, 2, 131_000, 131_016, 135_000: .passing
            default: .setUp
            }
        self.init(kind, code: code)
    }
}
