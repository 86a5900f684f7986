// SPDX-License-Identifier: Apache-2.0

import Conversations
import HTTPTypes
import Hummingbird
import Media
import Pages
import Values
import Vault

extension WidgetRoutes {
    private struct Bringing: Decodable {
        struct Notice: Decodable {
            let policy: String
            let shownAt: Int64
        }

        let id: String
        let name: String?
        let language: String?
        let notice: Notice?
        let declaresAge: Bool?
    }

    /// The body is the file. What is refused as a message is refused here, and 413, 415 or 422 for the file itself.
    @Sendable func sendFile(_ asked: ChatRequest) async throws -> Response {
        guard let secret = asked.secret else { return try .problem("no-session", .unauthorized) }
        if case .wait(let seconds) = bringing.ask(asked.context.remoteAddress) { return try Self.tooMany(seconds) }
        guard let details = asked.request.fileDetails(Bringing.self), let id = ID<Message>(details.id) else {
            return try .problem("malformed", .badRequest)
        }
        if try await asked.chat.conversation(of: secret) == nil,
            case .wait(let seconds) = beginning.ask(asked.context.remoteAddress)
        {
            return try Self.tooMany(seconds)
        }
        let draft = VisitorDraft(
            clientID: id, text: "", language: details.language.flatMap(Language.init) ?? .english,
            notice: details.notice.map { ($0.policy, Instant(milliseconds: $0.shownAt)) },
            declaresAge: details.declaresAge ?? false)
        let declared = DeclaredFile(
            name: details.name, type: asked.request.headers[.contentType], size: asked.request.contentLength)
        switch try await asked.services.conversations.sendVisitorFile(
            asked.request.pieces, declared: declared, draft, from: secret)
        {
        case .sent(let outcome): return try await answer(to: outcome, asked)
        case .refused(let refusal): return try .problem("file-\(refusal.rawValue)", refusal.status)
        case .again: return try .problem("again", .serviceUnavailable)
        }
    }

    /// 404 for a file of another conversation, as for none.
    @Sendable func file(_ asked: ChatRequest) async throws -> Response {
        guard let secret = asked.secret else { return try .problem("no-session", .unauthorized) }
        guard let id = asked.context.parameters.get("id").flatMap({ ID<Media>($0) }) else {
            return try .problem("unknown", .notFound)
        }
        switch try await asked.chat.file(id, secret) {
        case .gone: return try .problem("unknown", .notFound)
        case .refused: return try .problem("refused", .forbidden)
        case .opened(let file):
            return .file(
                named: file.name.expose(), type: file.media.type.rawValue, size: file.media.size, file.content)
        }
    }
}

extension MediaRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .tooLarge: .contentTooLarge
        case .notAllowed, .mistyped: .unsupportedMediaType
        case .empty, .damaged: .unprocessableContent
        }
    }
}
