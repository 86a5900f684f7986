// SPDX-License-Identifier: Apache-2.0

import Conversations
import HTTPTypes
import Hummingbird
import Media
import Pages
import Values
import Vault

extension ConsoleRoutes {
    private struct Bringing: Decodable {
        let csrf: String
        let key: String
        let name: String?
        let kind: String?
    }

    /// The body is the file; what else a form would say stands beside it. A refusal is told in words for the script to show.
    @Sendable func sendFile(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try conversationID(context)
        try Form.refuseForeignOrigin(request)
        guard let details = request.fileDetails(Bringing.self), let key = ID<Message>(details.key) else {
            throw PageProblem(.badRequest)
        }
        guard desk.sheet.visitor.accepts(formToken: details.csrf) else {
            throw PageProblem(.forbidden, "requests.error.form-expired")
        }
        let declared = DeclaredFile(
            name: details.name, type: request.headers[.contentType], size: request.contentLength)
        let outcome = try await desk.services.conversations.answerVisitor(
            file: request.pieces, declared: declared, as: details.kind == "note" ? .note : .reply, in: id,
            clientID: key,
            by: desk.caller)
        switch outcome {
        case .stored: return Response(status: .noContent)
        case .refused(let refusal):
            let problem = Text("console.inbox.refused.\(refusal.rawValue)")
            return try .json(["problem": desk.say(problem)], status: .unprocessableContent)
        case .filesNotCarried:
            return try .json(["problem": desk.say("console.inbox.files-not-carried")], status: .unprocessableContent)
        case .fileRefused(let refusal):
            let limit = String(desk.services.conversations.media.limit >> 20)
            return try .json(
                ["problem": desk.say(Text("console.inbox.file-refused.\(refusal.rawValue)", ["size": limit]))],
                status: refusal == .tooLarge ? .contentTooLarge : .unprocessableContent)
        case .invalid: throw PageProblem(.unprocessableContent)
        case .erased: throw PageProblem(.gone, "console.inbox.erased")
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    @Sendable func conversationFile(_: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        guard let file = context.parameters.get("file").flatMap({ ID<Media>($0) }) else {
            throw PageProblem(.notFound)
        }
        switch try await desk.services.conversations.inbox.file(
            file, of: try conversationID(context), as: desk.caller)
        {
        case .notFound, .found(.gone): throw PageProblem(.notFound)
        case .forbidden, .found(.refused): throw PageProblem(.forbidden)
        case .found(.opened(let opened)):
            return .file(
                named: opened.name.expose(), type: opened.media.type.rawValue, size: opened.media.size, opened.content)
        }
    }
}

extension Desk {
    /// What a message brings: a picture to look at, anything else to save.
    func file(of opened: OpenedMessage) -> HTML? {
        guard opened.message.media != nil else { return nil }
        guard let file = opened.file else { return "<p class=\"hint\">\(say("console.inbox.file-expired"))</p>" }
        let (media, name) = (file.media, file.name.expose())
        let address = path("/inbox/\(opened.message.conversation)/files/\(media.id)")
        let picture: HTML = "<img src=\"\(address)\" alt=\"\(name)\" loading=\"lazy\">"
        return """
            <p class="inbox-file"><a\(href: address) download="\(name)">\(if: media.type.isImage, picture)\
            <span dir="auto">\(name)</span> <span class="hint">\(size(of: media))</span></a></p>
            """
    }

    private func size(of media: StoredMedia) -> String {
        media.size < 1 << 20 ? "\((media.size + 1023) >> 10) kB" : "\((media.size + (1 << 20) - 1) >> 20) MB"
    }

    /// The way to send one, for those with scripts: others have none to read what became of it.
    func fileChooser(_ base: String) -> HTML {
        """
        <div class="inbox-attach keeps-place" data-inbox-files="\(path(base))/files" hidden>\
        <label class="button quiet" for="inbox-file">\(sheet.icon(.plus))<span>\(say("console.inbox.attach"))</span></label>\
        <input class="hidden" type="file" id="inbox-file" multiple accept="\(MediaType.allCases.map(\.rawValue).joined(separator: ","))">\
        <span class="hint" role="status" data-inbox-progress data-words="\(say("console.inbox.uploading"))" \
        data-failed="\(say("console.inbox.file-failed"))"></span></div>
        """
    }
}
