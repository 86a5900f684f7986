// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

extension World {
    /// The Graph API at `/whatsapp/<version>/<id>/…`, and the telephones at `/whatsapp`.
    func addWhatsAppRoutes(to routes: inout Routes) {
        routes.get("/whatsapp") { _ in
            .answer(
                WhatsAppPage(
                    messages: await whatsApp.messages, names: await whatsApp.names,
                    configuration: configuration.whatsApp
                ).answer)
        }
        routes.get("/whatsapp/{version}/{account}/phone_numbers") { request in
            await ofAccount(request) { await whatsApp.numbers(of: $0) }
        }
        routes.get("/whatsapp/{version}/{account}/message_templates") { request in
            await ofAccount(request) { _ in .ok(configuration.whatsApp.templateList) }
        }
        routes.post("/whatsapp/{version}/{account}/subscribed_apps") { request in
            await ofAccount(request) { await whatsApp.subscribe($0) }
        }
        routes.post("/whatsapp/{version}/{number}/messages") { request in
            await ofNumber(request) { await whatsApp.take($0, at: $1) }
        }
        routes.post("/whatsapp/{version}/{number}/block_users") { request in
            await ofNumber(request) { await whatsApp.setBlocked(true, $0, at: $1) }
        }
        routes.delete("/whatsapp/{version}/{number}/block_users") { request in
            await ofNumber(request) { await whatsApp.setBlocked(false, $0, at: $1) }
        }
    }

    private func ofAccount(
        _ request: WorldRequest, _ answer: (WhatsAppNetwork.Account) async -> WhatsAppAnswer
    ) async -> Reply {
        await answered(request) { account in
            guard account.id == request.parameters["account"] else { return .failed(.foreign) }
            return await answer(account)
        }
    }

    private func ofNumber(
        _ request: WorldRequest, _ answer: (JSON, String) async -> WhatsAppAnswer
    ) async -> Reply {
        await answered(request) { account in
            guard let number = request.parameters["number"], account.numbers.contains(where: { $0.id == number }) else {
                return .failed(.foreign)
            }
            guard let fields = JSON(parsing: request.body) else { return .failed(.invalid("body is not JSON")) }
            return await answer(fields, number)
        }
    }

    private func answered(
        _ request: WorldRequest, _ answer: (WhatsAppNetwork.Account) async -> WhatsAppAnswer
    ) async -> Reply {
        await recorded(request, .whatsApp) { turn in
            if turn.latency > .zero { try? await Task.sleep(for: turn.latency) }  // Cancelled: answer at once.
            if let failure = turn.failure {
                return WhatsAppAnswer.failed(
                    WhatsAppError(
                        code: Int(failure.code) ?? 131_000, words: "Refused on purpose", status: failure.status)
                ).answer
            }
            guard let account = await whatsApp.account(bearing: request.header("Authorization")) else {
                return WhatsAppAnswer.failed(.noAccess).answer
            }
            return await answer(account).answer
        }
    }

    /// The people with their telephones, and Meta itself:
    ///
    ///     GET  /control/whatsapp                    every message, who is blocked, who asked for notices
    ///     POST /control/whatsapp/say {"phone", "text", "name", "number", "message", "user_id"}   somebody writes
    ///     POST /control/whatsapp/read {"phone"}     the telephone shows what came
    ///     POST /control/whatsapp/report {"id", "status", "code", "at"}   one report about a message
    ///     POST /control/whatsapp/post {"entry": […]}   a whole delivery as Meta would sign it
    ///     POST /control/whatsapp/verify {"token"}   asks the shop whether the address is its own
    func addWhatsAppControls(to routes: inout Routes) {
        routes.get("/control/whatsapp") { _ in .answer(.json(await whatsApp.json)) }
        routes.post("/control/whatsapp/say") { request in
            .answer(await whatsApp.say(request.fields).map { done(request, $0) } ?? .notFound("phone, or number"))
        }
        routes.post("/control/whatsapp/read") { request in
            await whatsApp.read(phone: request.fields["phone"]?.string ?? "")
            return .answer(done(request))
        }
        routes.post("/control/whatsapp/report") { request in
            guard let id = request.fields["id"]?.string, let status = request.fields["status"]?.string else {
                return .answer(.badRequest("give id and status"))
            }
            await whatsApp.report(
                id, status, code: request.fields["code"]?.integer, at: request.fields["at"]?.integer)
            return .answer(done(request))
        }
        routes.post("/control/whatsapp/post") { request in
            let changes = (request.fields["changes"]?.array ?? []).compactMap { change in
                change["account"]?.string.map { account in
                    (account: account, field: change["field"]?.string ?? "messages", value: change["value"] ?? [:])
                }
            }
            await whatsApp.post(changes, type: "post")
            return .answer(done(request))
        }
        routes.post("/control/whatsapp/verify") { request in
            let token = request.fields["token"]?.string ?? configuration.whatsApp.verifyToken
            let address = configuration.whatsApp.webhook ?? ""
            return .answer(.json(await webhooks.shakeHands(address, token: token)))
        }
    }
}
