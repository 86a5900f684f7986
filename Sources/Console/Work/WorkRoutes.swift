// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Pages

extension ConsoleRoutes {
    func registerWork(on console: RouterGroup<PageContext>) {
        console.get("/jobs", use: at(.work, workPage))
        console.post("/jobs/:id/revival", use: at(.work, reviveJob))
        console.post("/jobs/:id/end", use: at(.work, giveUpJob))
        console.post("/callbacks/:id/retry", use: at(.work, workOnCallbackAgain))
        console.post("/callbacks/:id/end", use: at(.work, giveUpCallback))
    }
}
