// SPDX-License-Identifier: Apache-2.0

/// The frame of the console: where one can go, where one is, and who one is.
package struct ConsoleFrame: Sendable {
    package struct Destination: Sendable {
        package let path: String
        package let label: String
        package let icon: Icon
        /// What waits there; shown when above zero.
        package let waiting: Int

        package init(_ path: String, _ label: String, _ icon: Icon, waiting: Int = 0) {
            self.path = path
            self.label = label
            self.icon = icon
            self.waiting = waiting
        }
    }

    /// At the side on a desk; on a phone in a bar at the bottom, which scrolls.
    package let destinations: [Destination]
    /// The destination this page belongs to.
    package let current: String
    package let account: String
    /// Where they change their password.
    package let accountPath: String
    /// Signing out is a form, not a link.
    package let signOutPath: String

    /// Where something typed is looked for that names no destination, and under which name it is sent there.
    package let search: (path: String, name: String)

    package init(
        destinations: [Destination], current: String, account: String, accountPath: String, signOutPath: String,
        search: (path: String, name: String)
    ) {
        self.search = search
        self.destinations = destinations
        self.current = current
        self.account = account
        self.accountPath = accountPath
        self.signOutPath = signOutPath
    }
}

extension Sheet {
    /// A page for staff: navigation at the side on a desk, at the bottom on a phone; never shown to search engines.
    package func consolePage(_ title: String, frame: ConsoleFrame, main: HTML) -> HTML {
        document(
            PageHead(title: title, isPublic: false), as: .console,
            body: """
                <div class="console-frame">
                <header class="console-side">
                <a class="brand" href="\(path(.console))">\(brandMark)<span>\(site.name)</span></a>
                <nav class="console-nav" aria-label="\(text("layout.console.label"))">
                \(frame.destinations.map { destination($0, isCurrent: $0.path == frame.current) })
                </nav>
                <div class="console-account">
                <button type="button" class="button quiet keeps-place" data-opens="jump" hidden>\(icon(.search))\
                <span>\(text("layout.console.find"))</span></button>
                <a class="console-name" href="\(frame.accountPath)">\(icon(.person))<span>\(frame.account)</span></a>
                <form method="post" action="\(frame.signOutPath)">\(formToken)\
                \(button(text("layout.console.sign-out"), kind: .quiet, icon: .signOut))</form>
                \(languageSwitch)
                </div>
                </header>
                \(jump(frame))
                <main id="main" class="console-main" tabindex="-1">\(main)</main>
                </div>
                """)
    }

    /// A page of the console before anybody is signed in: a single card in the middle.
    package func consoleGate(_ title: String, main: HTML) -> HTML {
        document(
            PageHead(title: title, isPublic: false), as: .console, class: "console gate",
            body: """
                <header class="gate-header"><span class="brand">\(brandMark)<span>\(site.name)</span></span>\
                \(languageSwitch)</header>
                <main id="main" class="gate-main" tabindex="-1">\(main)</main>
                """)
    }

    /// What `/` opens: every destination, narrowed by typing.
    private func jump(_ frame: ConsoleFrame) -> HTML {
        let places = frame.destinations.map { place -> HTML in
            "<li><a\(href: place.path)>\(icon(place.icon))<span>\(place.label)</span></a></li>"
        }
        return """
            <dialog class="dialog" id="jump" aria-labelledby="jump-title" data-dialog data-shortcuts>\
            <header><h2 id="jump-title">\(text("layout.console.find-title"))</h2>\
            <button type="button" class="button quiet" data-closes="jump" aria-label="\(text("components.close"))" hidden>\
            \(icon(.close))</button></header><div class="dialog-body">\
            <form class="search" role="search" method="get"\(attribute: "action", frame.search.path) data-filter="jump-list">\
            <label class="hidden" for="jump-field">\(text("layout.console.find-label"))</label>\(icon(.search))\
            <input class="input" type="search" id="jump-field" name="\(frame.search.name)" \
            placeholder="\(text("layout.console.find-label"))" autocomplete="off" enterkeyhint="search">\
            <button class="button primary">\(text("components.search"))</button></form>\
            <ul id="jump-list" class="jump-list">\(places)</ul>\
            <p class="hint">\(text("layout.console.find-hint"))</p></div></dialog>
            """
    }

    private func destination(_ destination: ConsoleFrame.Destination, isCurrent: Bool) -> HTML {
        let waiting: HTML = "<span class=\"nav-count\">\(destination.waiting)</span>"
        return """
            <a\(href: destination.path)\(attribute: "aria-current", isCurrent ? "page" : nil)>\
            \(icon(destination.icon))<span>\(destination.label)</span>\(if: destination.waiting > 0, waiting)</a>
            """
    }
}
