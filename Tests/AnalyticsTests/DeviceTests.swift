// SPDX-License-Identifier: Apache-2.0

import Analytics
import Testing

@Suite("What a user agent tells of a device")
struct DeviceTests {
    @Test(arguments: [
        (
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
            OperatingSystem.android, BrowserFamily.chrome
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            .iOS, .safari
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo iOS/520 ZaloTheme/light",
            .iOS, .zalo
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0",
            .windows, .edge
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", .linux, .firefox),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
            .macOS, .safari
        ),
        (
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
            .chromeOS, .chrome
        ),
        (
            "Mozilla/5.0 (Linux; Android 13; SM-S911B) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
            .android, .samsung
        ),
        ("Something new", .other, .other),
    ])
    func `system and browser are recognised`(text: String, system: OperatingSystem, browser: BrowserFamily) throws {
        let device = try #require(Device(userAgent: text))

        #expect(device.system == system)
        #expect(device.browser == browser)
    }

    @Test(arguments: [
        "", "curl/8.5.0", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36",
        "facebookexternalhit/1.1", "python-requests/2.32",
    ])
    func `a program is nobody's visit`(text: String) {
        #expect(Device(userAgent: text) == nil)
    }

    @Test(arguments: [
        ("390x844", "390x844"), ("844x390", "844x390"), ("1713x963", "1700x1000"), ("1920x1080", "1920x1080"),
        ("100x100", "100x100"),
    ])
    func `a common resolution is kept and a rare one rounded`(text: String, kept: String) {
        #expect(Screen(text)?.text == kept)
    }

    @Test(arguments: ["", "x", "390", "390x", "0x0", "-390x844", "390x844x1", "99999x10", "390.5x844"])
    func `what no screen has is no resolution`(text: String) {
        #expect(Screen(text) == nil)
    }
}
