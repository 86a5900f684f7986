// SPDX-License-Identifier: Apache-2.0

import Callbacks
import HTTPTypes
import Hummingbird
import Integrations
import Logging
import Metrics
import NIOCore
import Pages
import Storage
import Values

/// The one address of the installation's app at Meta: `/webhooks/whatsapp`. A delivery may be about several organisations; each gets
/// its own part, stored before the answer. A forged one is told nothing but 401.
struct WhatsAppRoutes: Sendable {
    static let provider = "whatsapp"
    static let path = "/webhooks/whatsapp"
    /// Meta posts up to 3 MB.
    static let largestBody = 4 * 1024 * 1024

    let callbacks: WhatsAppCallbacks
    let organisations: OpenOrganisations
    let control: ControlStore
    let logger: Logger

    func handshake(_ request: Request) -> Response {
        let query = Dictionary(
            request.uri.queryParameters.map { (String($0.key), String($0.value)) },
            uniquingKeysWith: { first, _ in first })
        guard let challenge = callbacks.challenge(query) else { return Response(status: .forbidden) }
        return Response(
            status: .ok, headers: [.contentType: "text/plain"], body: .init(byteBuffer: ByteBuffer(string: challenge)))
    }

    func take(_ body: [UInt8], of request: Request) async throws -> Response {
        let signature = HTTPField.Name("X-Hub-Signature-256").flatMap { request.headers[$0] }
        switch callbacks.verify(body, signature: signature) {
        case .refused(let reason):
            Counter(label: "sampan.callbacks.refused", dimensions: [("provider", Self.provider)]).increment()
            logger.warning("a callback was refused", metadata: ["provider": "whatsapp", "reason": "\(reason)"])
            return Response(status: .unauthorized)
        case .unreadable: return Response(status: .badRequest)
        case .genuine(let items):
            try await store(items)
            return Response(status: .ok)
        }
    }

    /// What is for nobody here is let go: somebody's account that was taken back.
    private func store(_ items: [WhatsAppCallbacks.Item]) async throws {
        var holders: [String: Organisation] = [:]
        var parts: [OrganisationID: (organisation: Organisation, items: [WhatsAppCallbacks.Item])] = [:]
        for item in items {
            guard let organisation = try await holder(of: item, &holders) else { continue }
            parts[organisation.id, default: (organisation, [])].items.append(item)
        }
        for part in parts.values {
            let messages = part.items.map { (event: $0.event, body: $0.body) }
            try await organisations.using(part.organisation) { open in
                try await organisations.inTurn(open) {
                    try await open.callbacks.receive(Self.provider, all: messages)
                }
            }
        }
    }

    private func holder(
        of item: WhatsAppCallbacks.Item, _ known: inout [String: Organisation]
    ) async throws -> Organisation? {
        for account in item.accounts {
            if let organisation = known[account] { return organisation }
            if let found = try await control.organisation(provider: Self.provider, account: account) {
                known[account] = found
                return found
            }
        }
        return nil
    }
}
