// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import Logging
import ServiceLifecycle

/// A listener of its own for those who run the server: figures and readiness, which are nobody else's business.
///
/// `GET /metrics` in the Prometheus text format, `GET /ready`, `GET /health`. Opened only when it is configured, on
/// loopback unless another address is named.
struct OperationsListener: Service {
    let address: ListenAddress
    let metrics: PrometheusMetrics
    let readiness: Readiness
    let logger: Logger

    func run() async throws {
        let router = Router()
        router.get("/metrics") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: .init(byteBuffer: .init(string: metrics.text)))
        }
        router.get("/ready") { _, _ in await readiness.response() }
        router.get("/health") { _, _ in Response.plain("ok\n") }
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), serverName: nil),
            logger: logger)
        try await application.run()
    }
}
