// SPDX-License-Identifier: Apache-2.0

package import Policy

/// Does what a provider's message asks for: once, however often it is told.
package struct ActOnCallback: Sendable {
    package enum Outcome: Hashable, Sendable {
        case done
        /// It asks nothing of us.
        case ignored
        /// It speaks of something that is not here yet: messages overtake each other.
        case later
        /// It lacks what a message of its kind must say: trying again would read the same.
        case unreadable
    }

    let settle: SettlePayment
    let take: TakeIncomingMoney
    let follow: FollowSupplyReport

    package func callAsFunction(_ body: [UInt8], readBy reader: any CallbackReader) async throws -> Outcome {
        let meaning: CallbackMeaning
        do {
            meaning = try reader.read(body)
        } catch {
            return .unreadable
        }
        return try await self(meaning, from: RecipientID(reader.provider))
    }

    package func callAsFunction(_ meaning: CallbackMeaning, from source: RecipientID) async throws -> Outcome {
        switch meaning {
        case .nothing: return .ignored
        case .supply(let report):
            return try await follow(report) == .unknown ? .ignored : .done
        case .transfer(let transfer):
            _ = try await take(transfer)
            return .done
        case .payment(let report):
            switch try await settle(report, from: source) {
            case .moved, .unchanged, .mismatch: return .done
            // With a number of ours it was put before a person; without one the charge may become known yet.
            case .unknownPayment: return report.orderNumber == nil ? .later : .done
            }
        }
    }
}
