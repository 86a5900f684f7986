// SPDX-License-Identifier: Apache-2.0

/// The support group as its members see it, with a box to answer in.
struct TelegramPage {
    let chat: Int64
    let topics: [TelegramGroup.Topic]
    let configuration: WorldConfiguration.Telegram

    var answer: Answer { .page(layout("Telegram group", body, navigation: true)) }

    private var body: Markup {
        """
        <main>
        <h1>The support group on Telegram</h1>
        <p class="lead">One topic for each conversation. What a member of staff writes in it reaches the visitor; behind \
        <code>//</code> it stays a note. <a href="/telegram">Look again</a></p>
        \(topics.isEmpty ? "<p class=\"empty\">Nobody has written to the shop yet.</p>" : nil)
        <ul class="cards">\(topics.reversed().map(card))</ul>
        </main>
        """
    }

    private func card(_ topic: TelegramGroup.Topic) -> Markup {
        let lines = topic.messages.map { message -> Markup in
            "<li><strong>\(message.isBot ? configuration.botName : "Staff")</strong> <time>\(message.at.readable)</time><br>\(message.text) \(message.file?.name ?? "")</li>"
        }
        let id = "say-\(topic.thread)"
        return """
            <li class="card"><h2>\(topic.name)</h2><ul>\(lines)</ul>
            <form method="post" action="/control/telegram/say">
            <input type="hidden" name="thread" value="\(topic.thread)">
            <p class="field"><label for="\(id)">Answer in \(topic.name)</label>
            <input type="text" id="\(id)" name="text" required autocomplete="off"></p>
            <button class="primary">Send<span class="unseen"> in \(topic.name)</span></button></form>
            \(button("Delete the topic", to: "/control/telegram/remove", [("thread", "\(topic.thread)")], about: topic.name))
            </li>
            """
    }
}
