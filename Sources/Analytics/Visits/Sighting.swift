// SPDX-License-Identifier: Apache-2.0

/// What a browser whose owner allowed it reported: a page was opened, or one has been in sight for some seconds more.
package struct Sighting: Sendable {
    /// The most one report can add; the script reports more often.
    package static let longest = 30

    /// The template of the page that was opened; nil when the report is about time alone.
    package let page: String?
    package let seconds: Int
    package let screen: Screen?
    package let referrer: Referrer?
    /// Read for what it says of the device, then dropped.
    package let userAgent: String
    /// Looked up in the table of places, then dropped.
    package let address: String

    package init(
        page: String?, seconds: Int, screen: Screen?, referrer: Referrer?, userAgent: String, address: String
    ) {
        self.page = page
        self.seconds = min(max(seconds, 0), Self.longest)
        self.screen = screen
        self.referrer = referrer
        self.userAgent = userAgent
        self.address = address
    }
}
