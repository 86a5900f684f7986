// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes

extension World {
    /// The Bot API at `/telegram/bot<token>/<method>`, and the group as its members see it at `/telegram`.
    func addTelegramRoutes(to routes: inout Routes) {
        routes.get("/telegram") { _ in
            .answer(
                TelegramPage(
                    chat: await telegram.chat, topics: await telegram.topics, configuration: configuration.telegram
                ).answer)
        }
        routes.post("/telegram/{bot}/{method}") { request in
            await recorded(request, .telegram) { turn in
                if turn.latency > .zero { try? await Task.sleep(for: turn.latency) }  // Cancelled: answer at once.
                if let failure = turn.failure { return Self.refusal(failure) }
                guard request.parameters["bot"] == "bot" + configuration.telegram.token else {
                    return TelegramAnswer.failed(401, "Unauthorized", nil).answer
                }
                return await answer(request).answer
            }
        }
        routes.get("/telegram/file/{bot}/{folder}/{name}") { request in
            await recorded(request, .telegram) { turn in
                if let failure = turn.failure { return Self.refusal(failure) }
                guard request.parameters["bot"] == "bot" + configuration.telegram.token,
                    let file = await telegram.file(at: request.parameters["name"] ?? "")
                else { return TelegramAnswer.failed(404, "Not Found", nil).answer }
                return Answer(headers: [.contentType: "application/octet-stream"], body: file.content)
            }
        }
    }

    private static func refusal(_ failure: Turn.Failure) -> Answer {
        switch failure.status {
        case 429: TelegramAnswer.tooMany(retryAfter: Int(failure.code) ?? 2).answer
        case 403:
            TelegramAnswer.failed(403, "Forbidden: bot was kicked from the supergroup chat", nil).answer
        case let status: TelegramAnswer.failed(status, "Internal Server Error", nil).answer
        }
    }

    private func answer(_ request: WorldRequest) async -> TelegramAnswer {
        if request.header("Content-Type")?.hasPrefix("multipart/form-data") == true { return await upload(request) }
        guard let fields = JSON(parsing: request.body) else { return .badRequest("can't parse JSON object") }
        switch request.parameters["method"]?.lowercased() {
        case "setwebhook": return await telegram.setWebhook(fields)
        case "createforumtopic": return await telegram.createTopic(fields)
        case "sendmessage": return await telegram.send(fields)
        case "deleteforumtopic": return await telegram.deleteTopic(fields)
        case "getfile": return await telegram.find(fields)
        default: return .failed(404, "Not Found", nil)
        }
    }

    private func upload(_ request: WorldRequest) async -> TelegramAnswer {
        let head = "Content-Type: \(request.header("Content-Type") ?? "")\r\n\r\n"
        let form = MIMEPart(Array(head.utf8) + request.body)
        func name(of part: MIMEPart) -> String? {
            part.header("Content-Disposition").flatMap { $0.firstMatch(of: /[; ]name="([^"]*)"/).map { String($0.1) } }
        }
        let fields = JSON(
            form.parts.filter { $0.fileName == nil }.compactMap { part in
                name(of: part).map { ($0, String(decoding: part.body, as: UTF8.self)) }
            })
        switch request.parameters["method"]?.lowercased() {
        case "sendphoto": return await telegram.send(form.parts.first { name(of: $0) == "photo" }, .photo, fields)
        case "senddocument":
            return await telegram.send(form.parts.first { name(of: $0) == "document" }, .document, fields)
        default: return .failed(404, "Not Found", nil)
        }
    }

    /// The people in the group:
    ///
    ///     GET  /control/telegram                             the group: topics with their messages, the webhook
    ///     POST /control/telegram/say {"text", "as", "thread"}   somebody writes; without thread outside every topic
    ///     POST /control/telegram/file {"content", "name", "type", "as", "thread", "caption", "kind", "size"}
    ///                                                        somebody puts a file (base64) into a topic; `kind` is photo or document
    ///     POST /control/telegram/edit {"number", "text"}     somebody changes what they wrote
    ///     POST /control/telegram/migrate {"chat": -100…}     the group gets another number
    ///     POST /control/telegram/remove {"thread": 7}        somebody deletes a topic
    func addTelegramControls(to routes: inout Routes) {
        routes.get("/control/telegram") { _ in .answer(.json(await telegram.json)) }
        routes.post("/control/telegram/say") { request in
            guard let text = request.fields["text"]?.nonEmpty else { return .answer(.badRequest("give text")) }
            let account = request.fields["as"]?.integer ?? configuration.telegram.agent
            let update = await telegram.say(text, as: account, in: request.fields["thread"]?.integer)
            return .answer(update.map { done(request, $0) } ?? .notFound("topic, or webhook"))
        }
        routes.post("/control/telegram/file") { request in
            let fields = request.fields
            guard let content = fields["content"]?.string.flatMap({ Data(base64Encoded: $0) }),
                let thread = fields["thread"]?.integer
            else { return .answer(.badRequest("give content and thread")) }
            let update = await telegram.bring(
                Array(content), fields["kind"]?.string.flatMap { TelegramGroup.File.Kind(rawValue: $0) } ?? .document,
                name: fields["name"]?.string ?? "file", type: fields["type"]?.string ?? "application/octet-stream",
                size: fields["size"]?.integer.map { Int($0) }, caption: fields["caption"]?.string ?? "",
                as: fields["as"]?.integer ?? configuration.telegram.agent, in: thread)
            return .answer(update.map { done(request, $0) } ?? .notFound("topic, or webhook"))
        }
        routes.post("/control/telegram/edit") { request in
            guard let number = request.fields["number"]?.integer, let text = request.fields["text"]?.nonEmpty else {
                return .answer(.badRequest("give number and text"))
            }
            return .answer(
                await telegram.edit(number, to: text).map { done(request, $0) } ?? .notFound("message, or webhook"))
        }
        routes.post("/control/telegram/migrate") { request in
            guard let chat = request.fields["chat"]?.integer else { return .answer(.badRequest("give chat")) }
            await telegram.migrate(to: chat)
            return .answer(done(request))
        }
        routes.post("/control/telegram/remove") { request in
            guard let thread = request.fields["thread"]?.integer else { return .answer(.badRequest("give thread")) }
            return .answer(await telegram.remove(thread) ? done(request) : .notFound("topic"))
        }
    }
}
