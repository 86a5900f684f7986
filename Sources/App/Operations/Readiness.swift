// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Storage
import Vault

/// Whether this server can do its work now: a balancer sends visitors elsewhere while it cannot.
struct Readiness: Sendable {
    let control: ControlStore
    let organisations: OpenOrganisations

    /// 200 when the control store and the stores of every open organisation answer, else 503. Says nothing about whose.
    func response() async -> Response {
        do {
            _ = try await control.organisations()
            try await organisations.forEachOpen { open in
                try await open.data.demandAnswer()
                try await open.vault.demandKeyStore()
            }
            return .plain("ready\n")
        } catch {
            return .plain("a database does not answer\n", .serviceUnavailable)
        }
    }
}

extension Response {
    static func plain(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: .init(string: text)))
    }
}
