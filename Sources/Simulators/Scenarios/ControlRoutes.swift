// SPDX-License-Identifier: Apache-2.0

extension World {
    func addControlRoutes(to routes: inout Routes) {
        routes.get("/control/calls") { request in
            let provider = request.query.nonEmpty("provider").flatMap(Provider.init(rawValue:))
            return .answer(.json(.array(recorder.all(of: provider).map(\.json))))
        }
        routes.post("/control/reset") { request in
            scenarios.reset()
            recorder.reset()
            await webhooks.reset()
            await stripe.reset()
            await esim.reset()
            return .answer(done(request))
        }
        routes.get("/control/webhooks") { _ in
            .answer(.json(.array(await webhooks.deliveries.map(\.json))))
        }
    }

    /// A button goes back to its page, a test gets JSON.
    func done(_ request: WorldRequest, _ result: JSON = ["done": true]) -> Answer {
        guard request.isFromPage else { return .json(result) }
        return .redirect(to: request.header("Referer") ?? "/")
    }
}
