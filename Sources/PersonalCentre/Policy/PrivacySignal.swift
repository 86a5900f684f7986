// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Policy

extension PersonalCentreRoutes {
    /// Says to programs that this site honours the Global Privacy Control signal, and since which policy (W3C Global Privacy
    /// Control §4, read 2026-11-21).
    @Sendable func privacySignal(_: Request, _ context: PageContext) async throws -> Response {
        let effective = try await services(context).policy.declarations.header.effective
        let date = effective.day == nil ? "\(effective)-01" : "\(effective)"
        return Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "public, max-age=86400"],
            body: .init(byteBuffer: ByteBuffer(string: "{\"gpc\":true,\"lastUpdate\":\"\(date)\"}\n")))
    }
}
