// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Pages

extension ConsoleRoutes {
    func registerRecord(on console: RouterGroup<PageContext>) {
        console.get("/record", use: at(.record, recordPage))
        console.get("/record/verification", use: at(.record, backToRecord))
        console.post("/record/verification", use: at(.record, verifyRecord))
        console.get("/record/:id", use: at(.record, recordEntryPage))
        console.get("/record/:id/proof", use: at(.record, proofFile))
    }

    @Sendable func backToRecord(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        .seeOther(desk.path(.record), on: desk.sheet)
    }
}
