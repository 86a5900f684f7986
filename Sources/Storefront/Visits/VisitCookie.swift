// SPDX-License-Identifier: Apache-2.0

import Analytics
import Hummingbird
import Pages
import Policy
import Values

/// The analytics cookie: a visit's number, for half an hour after each report. Its path makes browsers send it with reports
/// and with nothing else, so that no page and no checkout ever sees it; no script can read it.
enum VisitCookie {
    static let name = BrowserEntry.analyticsName

    static func make(_ token: VisitToken, on sheet: Sheet) -> Cookie {
        cookie(token.cookie, seconds: Int(VisitToken.idle.components.seconds), on: sheet)
    }

    static func removal(on sheet: Sheet) -> Cookie { cookie("", seconds: 0, on: sheet) }

    private static func cookie(_ value: String, seconds: Int, on sheet: Sheet) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: seconds, path: sheet.site.visitsPath, secure: sheet.visitor.isSecure,
            httpOnly: true, sameSite: .strict)
    }
}
