// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Pages

extension ConsoleRoutes {
    func registerInbox(on console: RouterGroup<PageContext>) {
        console.get("/inbox", use: at(.inbox, inboxPage))
        console.get("/inbox/list", use: at(.inbox, inboxList))
        console.get("/inbox/events", use: at(.inbox, inboxEvents))
        console.post("/inbox/presence", use: at(.inbox, notePresence))
        console.post("/inbox/search", use: at(.inbox, searchInbox))
        console.get("/inbox/:id", use: at(.inbox, conversationPage))
        console.get("/inbox/:id/messages", use: at(.inbox, newMessages))
        console.post("/inbox/:id/messages", use: at(.inbox, answer))
        console.post("/inbox/:id/files", use: at(.inbox, sendFile))
        console.get("/inbox/:id/files/:file", use: at(.inbox, conversationFile))
        console.post("/inbox/:id/assignment", use: at(.inbox, assign))
        console.post("/inbox/:id/state", use: at(.inbox, changeState))
        console.post("/inbox/:id/reading", use: at(.inbox, markRead))
        registerAssistance(on: console)
        console.post("/inbox/:id/typing", use: at(.inbox, noteTyping))
        console.post("/inbox/:id/templates", use: at(.inbox, sendTemplate))
        console.post("/inbox/:id/agreement", use: at(.inbox, noteAgreement))
        console.post("/inbox/:id/block", use: at(.inbox, block))
    }
}
