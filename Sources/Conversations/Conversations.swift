// SPDX-License-Identifier: Apache-2.0

package import Jobs
package import Media
import Values

/// Everything one organisation does with what people write to it. A reference, since every request is handed it.
package final class Conversations: Sendable {
    package let sendVisitorMessage: SendVisitorMessage
    package let sendVisitorFile: SendVisitorFile
    package let visitorChat: VisitorChat
    package let leaveAddress: LeaveAddress

    package let inbox: Inbox
    package let searchMessages: SearchMessages
    package let answerVisitor: AnswerVisitor
    package let handleConversation: HandleConversation
    package let presence: Presence

    package let follow: FollowConversation
    package let feed: LiveFeed
    package let contactData: ContactData
    /// The files people send.
    package let media: MediaStore
    package let assistAgent: AssistAgent
    package let manageAssistance: ManageAssistance
    package let keepHelpArticles: KeepHelpArticles

    package let takeFromChannel: TakeFromChannel
    package let sendTemplate: SendTemplate
    package let handleThread: HandleThread
    package let connectChannel: ConnectChannel
    package let answerFromBridge: AnswerFromBridge
    /// After a restore.
    package let reconcile: ReconcileConversations

    private let mailAnswer: MailAnswer
    private let bridge: BridgeWork?
    private let channel: ChannelWork?

    package init(on foundation: ConversationsFoundation) {
        let isBridged = foundation.bridge != nil
        let following: @Sendable (ID<Conversation>, Instant) -> [Job] = { id, now in
            isBridged ? [CarryConversation.job(for: id, at: now)] : []
        }
        sendVisitorMessage = SendVisitorMessage(foundation: foundation, following: following)
        sendVisitorFile = SendVisitorFile(foundation: foundation, send: sendVisitorMessage)
        visitorChat = VisitorChat(foundation: foundation)
        leaveAddress = LeaveAddress(foundation: foundation)
        inbox = Inbox(foundation: foundation)
        searchMessages = SearchMessages(foundation: foundation)
        answerVisitor = AnswerVisitor(foundation: foundation, following: following)
        answerFromBridge = AnswerFromBridge(
            foundation: foundation, answer: answerVisitor, edit: EditMessage(foundation: foundation))
        takeFromChannel = TakeFromChannel(foundation: foundation)
        sendTemplate = SendTemplate(foundation: foundation)
        handleThread = HandleThread(foundation: foundation)
        connectChannel = ConnectChannel(foundation: foundation)
        handleConversation = HandleConversation(foundation: foundation)
        presence = Presence(foundation: foundation)
        follow = FollowConversation(foundation: foundation)
        feed = foundation.feed
        contactData = ContactData(foundation: foundation)
        media = foundation.media
        assistAgent = AssistAgent(
            foundation: foundation, engines: foundation.engines, monthlyTokens: foundation.monthlyTokens)
        manageAssistance = ManageAssistance(foundation: foundation)
        keepHelpArticles = KeepHelpArticles(foundation: foundation)
        reconcile = ReconcileConversations(foundation: foundation)
        mailAnswer = MailAnswer(foundation: foundation)
        channel = foundation.channel.map { ChannelWork(foundation: foundation, channel: $0) }
        bridge = foundation.bridge.map { BridgeWork(foundation: foundation, bridge: $0) }
    }

    /// Starts what goes on by itself, each queued once. To be called at every opening.
    package func begin() async throws {
        try await bridge?.begin()
        try await channel?.begin()
    }

    /// Adds the work that follows from conversations to an organisation's job handlers.
    package func addHandlers(to handlers: inout JobHandlers) {
        let (mailAnswer, handle) = (mailAnswer, handleConversation)
        handlers.add(MailAnswer.kind, timeLimit: .seconds(120)) { subject, attempt in
            try await mailAnswer(subject.cast(), attempt: attempt)
        }
        bridge?.addHandlers(to: &handlers)
        channel?.addHandlers(to: &handlers)
        handlers.add(HandleConversation.wake) { subject, _ in try await handle.wakeUp(subject.cast()) }
    }
}
