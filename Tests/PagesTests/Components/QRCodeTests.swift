// SPDX-License-Identifier: Apache-2.0

import Foundation
import Pages
import Testing

@Suite("Codes to scan")
struct QRCodeTests {
    private let address = "LPA:1$rsp.example.com$8F3A-11C2-QX77-0001"

    @Test func `a reader finds in the picture exactly what was written`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).png")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(#require(QRCode(address)).png(scale: 4)).write(to: file)

        let reader = Process()
        let output = Pipe()
        reader.executableURL = URL(filePath: "/usr/bin/zbarimg")
        reader.arguments = ["--quiet", "--raw", file.path]
        reader.standardOutput = output
        reader.standardError = FileHandle.nullDevice
        try reader.run()
        let read = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        reader.waitUntilExit()

        #expect(read == address + "\n")
    }

    @Test func `the drawing is one path on white with a quiet border and a name`() throws {
        let drawing = try #require(QRCode(address)).svg(label: "Code & more").description

        #expect(drawing.matches(of: /<path/).count == 1)
        #expect(drawing.contains("aria-label=\"Code &amp; more\""))
        #expect(drawing.contains("M4 4h7v1h-7z"))
        #expect(MarkupCheck(drawing).problems == [])
    }

    @Test func `nothing and too much are no code`() {
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "x", count: 4_000)) == nil)
    }
}
