// SPDX-License-Identifier: Apache-2.0

import Accounts
import Callbacks
import Conversations
import Disclosure
import Integrations
import Logging
import Media
import Policy
import Storage
import Values
import Vault
import Widget

extension OrganisationBuilder {
    func makeConversations(
        _ name: String, of organisation: Organisation, _ business: Businesses.Business, links: ShopLinks,
        data: any Database, vault: Vault, door: Door, accounts: OrganisationAccounts
    ) -> Conversations {
        let logger = logger
        let feed = LiveFeed(data: data) { error in
            logger.error(
                "open pages could not be told and will be",
                metadata: ["organisation": "\(organisation.id)", "error": "\(type(of: error))"])
        }
        return Conversations(
            on: ConversationsFoundation(
                data: data, vault: vault, door: door, feed: feed, mailer: ChatMails(texts: texts, business: name),
                addresses: links, clock: clock,
                media: MediaStore(data: data, vault: vault, clock: clock, limit: settings.operations.fileLimit),
                bridge: bridge(of: organisation, business, links: links, door: door),
                channel: channel(of: business, accounts, door: door),
                engines: { try await accounts.models().map { ModelEngine(account: $0, door: door) } }))
    }

    /// Telegram, when the policy declares the bridge and the configuration names a bot. The group is the business's own: what an
    /// organisation that joined it hears from its visitors is not for there.
    private func bridge(
        of organisation: Organisation, _ business: Businesses.Business, links: ShopLinks, door: Door
    ) -> TelegramBridge? {
        guard organisation.isOwn, business.policy.declarations.features.contains(.telegramBridge),
            let account = settings.adapters.telegram
        else { return nil }
        let webhook = "\(account.webhookOrigin ?? links.origin)/webhooks/telegram/\(business.definition.slug)"
        return TelegramBridge(account: account, webhook: webhook, budget: groupBudget, door: door)
    }

    /// What somebody wrote in the group: believed when their account there is a member of staff's who may answer here.
    func telegramHandler(
        _ account: TelegramAccount, _ conversations: Conversations, _ accounts: Accounts
    ) -> CallbackHandler {
        { body, _ in
            guard let update = TelegramUpdate(body) else { return .failed(code: "unreadable") }
            switch update.event {
            case .other: return .ignored
            case .moved(let former, let group):
                try await conversations.answerFromBridge.move(former, to: group)
                return .done
            case .said(let message, let sender), .changed(let message, let sender):
                guard let address = account.staff[sender], let member = try await accounts.member(signingInAt: address)
                else { return .ignored }
                let answer = conversations.answerFromBridge
                var outcome = AnswerFromBridge.Outcome.notOurs
                if case .changed = update.event {
                    outcome = try await answer.change(message, by: .staff(member))
                } else {
                    outcome = try await answer(message, by: .staff(member))
                }
                switch outcome {
                case .answered, .noted, .changed: return .done
                case .notOurs, .forbidden: return .ignored
                case .later(let span): return .later(span)
                }
            }
        }
    }
}
