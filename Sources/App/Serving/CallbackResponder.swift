// SPDX-License-Identifier: Apache-2.0

import Callbacks
import Commerce
import Crypto
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Pages
import Storage
import Values

/// Takes in what providers post: `POST /webhooks/<provider>/<account>`, on any host name.
///
/// Verified over the raw bytes, stored, answered; the work comes after. A forged one is told nothing but 400.
struct CallbackResponder: Sendable {
    static let prefix = "/webhooks/"
    static let largestBody = 512 * 1024

    let organisations: OpenOrganisations
    let control: ControlStore
    /// Nil where no app at Meta is set up.
    let whatsApp: WhatsAppRoutes?
    let clock: any WallClock
    let logger: Logger

    func respond(to request: Request, context: PageContext) async throws -> Response {
        let parts = request.uri.path.dropFirst(Self.prefix.count).split(separator: "/").map(String.init)
        if let whatsApp, request.uri.path == WhatsAppRoutes.path { return try await take(request, with: whatsApp) }
        guard (2...5).contains(parts.count) else { return Response(status: .notFound) }
        // Some ask whether anybody is there before they post.
        guard request.method == .post || request.method == .head else {
            return Response(status: .methodNotAllowed, headers: [.allow: "POST"])
        }
        return try await answering { try await take(request, at: parts, from: context.remoteAddress) }
    }

    private func take(_ request: Request, with whatsApp: WhatsAppRoutes) async throws -> Response {
        switch request.method {
        case .get: return whatsApp.handshake(request)
        case .post:
            guard let body = try await body(of: request, upTo: WhatsAppRoutes.largestBody) else {
                return Response(status: .contentTooLarge)
            }
            return try await answering { try await whatsApp.take(body, of: request) }
        default: return Response(status: .methodNotAllowed, headers: [.allow: "GET, POST"])
        }
    }

    private func answering(_ take: () async throws -> Response) async throws -> Response {
        do {
            return try await take()
        } catch is OrganisationQuarantined {
            // The provider keeps it and delivers again, for days.
            return Response(status: .serviceUnavailable)
        } catch  where StorageTrouble.passes(error) {
            logger.error(
                "a callback was not stored", metadata: ["error": "\(StorageTrouble.name(of: error))"])
            return Response(status: .serviceUnavailable)
        }
    }

    private func take(
        _ request: Request, at parts: [String], from sender: String?
    ) async throws -> Response {
        guard let organisation = try await organisation(parts[0], parts[1]) else { return Response(status: .notFound) }
        return try await organisations.using(organisation) { open in
            try await organisations.inTurn(open) {
                try await take(request, at: parts, from: sender, in: open)
            }
        }
    }

    private func take(
        _ request: Request, at parts: [String], from sender: String?, in open: OpenOrganisation
    ) async throws -> Response {
        let (provider, account) = (parts[0], parts[1])
        guard let reader = try await open.providers.callbackReader(of: provider) else {
            return Response(status: .notFound)
        }
        guard let body = try await body(of: request, upTo: Self.largestBody) else {
            return Response(status: .contentTooLarge)
        }
        let delivery = CallbackDelivery(
            method: request.method.rawValue, path: Array(parts.dropFirst(2)),
            headers: request.headers.map { (name: $0.name.rawName, value: $0.value) }, body: body, pathSecret: account,
            sender: sender)
        switch reader.verify(delivery, at: clock.now()) {
        case .refused(let reason):
            logger.warning("a callback was refused", metadata: ["provider": "\(provider)", "reason": "\(reason)"])
            return Response(reader.answer(to: delivery, .refused(reason: reason)))
        case .asks(let answer): return Response(answer)
        case .genuine(let messages):
            for message in messages {
                _ = try await open.callbacks.receive(provider, event: message.event, body: message.body)
            }
            return Response(reader.answer(to: delivery, .stored(messages)))
        }
    }

    /// The account in the path is ours to choose: the business's name, or for a provider that does not sign a secret, which
    /// the control store knows by its digest.
    private func organisation(_ provider: String, _ account: String) async throws -> Organisation? {
        if let found = try await control.organisation(provider: provider, account: account) { return found }
        return try await control.organisation(provider: provider, account: CallbackAccount.digest(of: account))
    }

    /// Nil when it is larger than any provider's, or is not complete within ten seconds.
    private func body(of request: Request, upTo limit: Int) async throws -> [UInt8]? {
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                do {
                    return [UInt8](buffer: try await request.body.collect(upTo: limit))
                } catch is NIOTooManyBytesError {
                    return nil
                }
            }
            group.addTask {
                try await Task.sleep(for: .seconds(10))
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }
}

extension Response {
    init(_ answer: CallbackAnswer) {
        guard !answer.body.isEmpty else {
            self.init(status: .init(code: answer.status))
            return
        }
        self.init(
            status: .init(code: answer.status), headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: answer.body)))
    }
}

/// How a secret path stands in the control store.
enum CallbackAccount {
    static func digest(of secret: String) -> String {
        SHA256.hash(data: [UInt8](secret.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
