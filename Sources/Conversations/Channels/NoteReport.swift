// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values
import Vault

/// Notes how far a message of ours has come. Reports come again, out of order, and sometimes before our own call was answered.
struct NoteReport: Sendable {
    let foundation: ConversationsFoundation

    func callAsFunction(_ report: DeliveryReport) async throws -> TakeFromChannel.Outcome {
        let digest = ChannelMessageQueries.digest(of: report.external)
        let tagged: ID<Message>? = report.tag.flatMap { ID($0) }
        let found = try await foundation.data.read { session -> (ChannelDetail, Message)? in
            var detail = try ChannelMessageQueries.detail(known: digest, in: session)
            if detail == nil, let tagged { detail = try ChannelMessageQueries.detail(of: tagged, in: session) }
            guard let detail, let message = try MessageQueries.message(detail.message, in: session) else { return nil }
            return (detail, message)
        }
        guard let (detail, message) = found, detail.state != .received,
            let sealer = try await foundation.vault.sealer(for: message.person)
        else { return .ignored }
        let external = try sealer.seal(report.external, in: .channelMessage, row: detail.id)
        let event = OutboxEvent(.conversationChanged, about: message.conversation, at: foundation.clock.now())
        try await foundation.data.write { session in
            guard let current = try ChannelMessageQueries.detail(of: message.id, in: session) else { return }
            if current.external == nil {
                try ChannelMessageQueries.name(detail.id, external, digest, in: session)
            }
            try ChannelMessageQueries.stamp(detail.id, report.state, at: report.at, in: session)
            guard let next = current.state.after(report.state) else { return }
            try ChannelMessageQueries.move(detail.id, to: next, in: session)
            if next == .failed, let trouble = report.trouble {
                try ChannelMessageQueries.fail(detail.id, trouble, in: session)
                try trouble.mark(message, at: report.at, in: session)
            }
            try event.insert(in: session)
        }
        return .done
    }
}

extension ChannelTrouble {
    /// What a failure says of the person it was for.
    func mark(_ message: Message, at instant: Instant, in session: any SQLSession) throws {
        switch kind {
        case .unreachable:
            try ChannelQueries.note(.unreachable, of: message.conversation, at: instant, in: session)
        case .offersStopped: try ChannelQueries.setOffersStopped(of: message.person, at: instant, in: session)
        case .account, .accountBusy, .numberBusy, .personBusy, .unwanted, .personSpared, .windowClosed, .heldBack,
            .media, .template, .passing, .setUp, .notDisclosed, .lost:
            break
        }
    }

    /// How long to wait before the same message is tried again; nil when that would be pointless or harmful.
    func wait(afterTries tries: Int) -> Duration? {
        switch kind {
        case .account: tries < 300 ? .seconds(300) : nil
        case .accountBusy: tries < 12 ? min(.seconds(60) * (1 << min(tries, 6)), .hours(1)) : nil
        case .numberBusy: tries < 12 ? min(.seconds(1) * (1 << min(tries, 9)), .seconds(300)) : nil
        case .personBusy: tries < 12 ? min(.seconds(6) * (1 << min(tries - 1, 6)), .seconds(300)) : nil
        case .passing, .media: tries < 6 ? min(.seconds(2) * (1 << min(tries, 6)), .seconds(120)) : nil
        case .unwanted, .personSpared, .offersStopped, .windowClosed, .unreachable, .heldBack, .template, .setUp,
            .notDisclosed, .lost:
            nil
        }
    }
}
