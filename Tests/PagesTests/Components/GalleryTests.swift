// SPDX-License-Identifier: Apache-2.0

import Pages
import Testing
import Values

@Suite("Every component")
struct GalleryTests {
    @Test(arguments: Language.allCases)
    func `is well-formed with everything it can hold and with nothing`(language: Language) throws {
        for exhibit in try Samples.sheet(language).exhibits(at: Samples.noon) {
            #expect(!exhibit.fullest.isEmpty, "\(exhibit.name)")
            #expect(MarkupCheck(exhibit.fullest.description).problems == [], "\(exhibit.name), fullest")
            #expect(MarkupCheck(exhibit.emptiest.description).problems == [], "\(exhibit.name), emptiest")
        }
    }

    @Test(arguments: Language.allCases)
    func `leaves no text unsaid and no parameter unfilled`(language: Language) throws {
        let sheet = try Samples.sheet(language)
        let page = sheet.gallery(at: Samples.noon).description

        #expect(
            page.matches(of: /(components|gallery|layout|requests)\.[a-z-]+(\.[a-z-]+)*/).map { String($0.output.0) }
                == [])
        #expect(page.firstMatch(of: /\{[a-z]+\}/) == nil)
    }

    @Test(arguments: Language.allCases)
    func `stands on a page that is well-formed as a whole`(language: Language) throws {
        let sheet = try Samples.sheet(language)
        let frame = ConsoleFrame(
            destinations: [.init("/en/console", "Today", .home, waiting: 2)], current: "/en/console", account: "Lan",
            accountPath: "/en/console/account", signOutPath: "/en/console/session",
            search: ("/en/console/orders", "number"))

        for page in [
            sheet.consolePage("Components", frame: frame, main: sheet.gallery(at: Samples.noon)),
            sheet.shopPage(PageHead(title: "A & B", description: "\"C\""), main: "<h1>A</h1>"),
            sheet.consoleGate("Sign in", main: "<h1>A</h1>"),
            sheet.errorPage(title: "A", text: "B", reference: "C"),
        ] {
            let markup = page.description.replacing("<!doctype html>\n", with: "")
            #expect(MarkupCheck(markup).problems == [])
            #expect(markup.contains("lang=\"\(language.rawValue)\"") && markup.contains("<main id=\"main\""))
        }
    }

    @Test func `escapes what people write`() throws {
        let sheet = try Samples.sheet(.english)
        let nasty = "\"><script>alert(1)</script>"
        let form = Form(["field": nasty])

        let written: [HTML] = [
            sheet.field(Field("field", nasty, hint: nasty, reason: nasty), in: form), sheet.badge(nasty, .good),
            sheet.toast(nasty), sheet.copyable(nasty, label: nasty), sheet.button(nasty, name: nasty, value: nasty),
            sheet.textArea(Field("field", nasty), in: form), sheet.personChip(nasty, opened: nasty, purpose: nasty),
            sheet.select(Field("field", nasty), options: [(nasty, nasty)], in: form),
        ]

        for markup in written { #expect(!markup.description.contains("<script")) }
    }
}
