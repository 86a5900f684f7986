// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Media

@Suite("What a file is, its content says")
struct TypeTests {
    @Test(arguments: [
        ("%PDF-1.7\n", MediaType.pdf), ("GIF89a\u{1}", .gif), ("OggS\u{0}", .ogg), ("#!AMR\n", .amr),
        ("\u{0}\u{0}\u{0}\u{18}ftypmp42", .mp4), ("\u{0}\u{0}\u{0}\u{18}ftypM4A ", .m4a),
        ("\u{0}\u{0}\u{0}\u{18}ftypqt  ", .quickTime), ("RIFF\u{4}\u{0}\u{0}\u{0}WAVEfmt ", .wav),
        ("Xin chào, tôi cần eSIM.", .text), ("a,b\n1,2\n", .text),
    ])
    func `known beginnings`(text: String, type: MediaType) {
        #expect(MediaType(beginning: Array(text.utf8)) == type)
    }

    @Test(arguments: [
        "<!doctype html><script>", "\n <svg xmlns=''>", "#!/bin/sh\n", "MZ\u{0}\u{1}", "PK\u{3}\u{4}", "\u{7f}ELF",
        "{\\rtf1", "\u{0}\u{0}\u{0}\u{18}ftypheic", "%!PS-Adobe", "", "\u{feff}<html>",
    ])
    func `what runs, unfolds or cannot be cleaned is not taken`(text: String) {
        #expect(MediaType(beginning: Array(text.utf8)) == nil)
    }

    @Test func `what is declared has to fit what it is`() {
        #expect(MediaType.jpeg.fits("image/jpg") && MediaType.jpeg.fits("IMAGE/JPEG; x=y") && MediaType.jpeg.fits(nil))
        #expect(MediaType.mp4.fits("audio/mp4") && MediaType.pdf.fits("application/octet-stream"))
        #expect(!MediaType.gif.fits("image/png") && !MediaType.text.fits("text/html"))
    }

    @Test(arguments: [
        ("../../etc/passwd", MediaType.text, "passwd.txt"), ("C:\\Users\\me\\photo.JPG", .jpeg, "photo.JPG"),
        ("invoice\u{202e}fdp.exe", .pdf, "invoicefdp.exe.pdf"), ("", .png, "file.png"), ("...", .png, "file.png"),
        (".htaccess", .text, "htaccess.txt"), ("a\u{0}b\r\nc\".png", .png, "abc.png"),
        ("Ảnh hộ chiếu.jpeg", .jpeg, "Ảnh hộ chiếu.jpeg"), ("zero\u{200b}width.gif", .gif, "zerowidth.gif"),
    ])
    func `a name is one name, read as it stands, and ends as what it is`(given: String, type: MediaType, name: String) {
        #expect(FileName(given, of: type).text == name)
    }

    @Test func `a name is not endless`() {
        let name = FileName(String(repeating: "x", count: 5000), of: .pdf).text
        #expect(name.count == FileName.limit + 4 && name.hasSuffix(".pdf"))
    }
}
