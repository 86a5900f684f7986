// SPDX-License-Identifier: Apache-2.0

import Analytics
import Testing

@Suite("The page that led here")
struct ReferrerTests {
    private let ours: Set = ["shop.example", "pay.example"]

    @Test(arguments: [
        ("https://travel.example/asia/vietnam?user=minh#top", "travel.example", "/asia/vietnam"),
        ("https://Travel.Example:8443/", "travel.example", "/"), ("http://travel.example", "travel.example", "/"),
        ("https://travel.example?q=1", "travel.example", "/"),
        ("https://mail.example/u/minh@example.com/inbox", "mail.example", "/"),
        ("https://mail.example/u/minh%40example.com", "mail.example", "/"),
        ("https://travel.example/việt-nam", "travel.example", "/"),
        ("https://travel.example/\(String(repeating: "a", count: 300))", "travel.example", "/"),
    ])
    func `host and path are kept and nothing else`(address: String, host: String, path: String) throws {
        let referrer = try #require(Referrer(address, ours: ours))

        #expect(referrer.host == host)
        #expect(referrer.path == path)
    }

    @Test(arguments: [
        "", "https://shop.example/plans", "https://pay.example:443/done", "android-app://com.zing.zalo/", "localhost",
        "https://minh:secret@travel.example/", "https:///path", "https://nodots/", "javascript://x.example/%0aalert(1)",
        "https://tra vel.example/",
    ])
    func `what is ours or no page of the web is no referrer`(address: String) {
        #expect(Referrer(address, ours: ours) == nil)
    }
}
