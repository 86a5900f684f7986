// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

@Suite("Replacing personal data and putting it back")
struct RedactorTests {
    @Test func `the same value has the same placeholder in the whole conversation`() {
        var redactor = Redactor()

        let first = redactor.redact("Em là Nguyễn Văn An, sđt 0912 345 678")
        let second = redactor.redact("Gọi +84912345678, hỏi anh An nhé")

        #expect(first == "Em là [NAME_1], sđt [PHONE_1]")
        #expect(second == "Gọi [PHONE_1], hỏi anh [NAME_1] nhé")
    }

    @Test func `an answer has its values put back, however the model wrote the placeholder`() {
        var redactor = Redactor()
        _ = redactor.redact("My name is Sarah Lee, mail sarah@example.com")

        let restored = redactor.restore(
            "Hi **[NAME_1]**, we wrote to <email 1> and {EMAIL\\_1}; NAME_1, thanks (NAME_1)")

        #expect(
            restored.text
                == "Hi **Sarah Lee**, we wrote to sarah@example.com and sarah@example.com; Sarah Lee, thanks (Sarah Lee)"
        )
        #expect(restored.invented == 0)
    }

    @Test func `a placeholder the model made up stands for nothing and is counted`() {
        var redactor = Redactor()
        _ = redactor.redact("Mail sarah@example.com")

        let restored = redactor.restore("[EMAIL_2] [PHONE_1] CARD_9 [NAME] [EMAIL_1]")

        #expect(restored.text == "… … … [NAME] sarah@example.com")
        #expect(restored.invented == 3)
    }

    @Test func `a placeholder somebody typed stays theirs`() {
        var redactor = Redactor()

        let text = redactor.redact("My mail is a@example.com, not [EMAIL_1]")

        #expect(text == "My mail is [EMAIL_1], not [TEXT_1]")
        #expect(redactor.restore(text).text == "My mail is a@example.com, not [EMAIL_1]")
    }

    @Test func `a name the caller knows is found though no lexicon has it, whole or in part`() {
        var redactor = Redactor(knownNames: ["Xquenda Mbrale"])

        let text = redactor.redact("please tell xquenda mbrale, or just Mbrale")

        #expect(text == "please tell [NAME_1], or just [NAME_1]")
    }

    @Test func `a name typed in decomposed letters is the same name`() {
        var redactor = Redactor()

        let text = redactor.redact("Em là Nguye\u{302}\u{303}n Va\u{306}n Hu\u{300}ng và anh Nguyễn Văn Hùng")

        #expect(text == "Em là [NAME_1] và anh [NAME_1]")
    }
}
