// SPDX-License-Identifier: Apache-2.0

import Values

/// The fixed sentences of policy documents, written for each language and true of every business this program runs.
struct PolicyWords {
    let language: Language

    init(_ language: Language) {
        self.language = language
    }

    func say(_ vietnamese: String, _ english: String) -> String {
        switch language {
        case .vietnamese: vietnamese
        case .english: english
        }
    }

    func title(_ business: String) -> String {
        say("Chính sách riêng tư của \(business)", "Privacy policy of \(business)")
    }

    func revised(_ date: RevisionDate) -> String {
        let date = date.formatted(in: language)
        return say("Sửa lần cuối \(date)", "Last revised \(date)")
    }

    func inForce(_ date: RevisionDate, _ version: PolicyVersion) -> String {
        let date = date.formatted(in: language)
        return say("Có hiệu lực từ \(date) · bản \(version.short)", "In force from \(date) · version \(version.short)")
    }

    func introduction(_ business: String) -> [String] {
        [
            say(
                "Trang này cho bạn biết \(business) biết gì về bạn, dùng để làm gì, gửi cho ai và giữ bao lâu. Chương "
                    + "trình chạy cửa hàng cũng đọc chính trang này và tuân theo nó. Điều gì không ghi ở đây thì chương "
                    + "trình không thu thập, không mở và không gửi đi.",
                "This page tells what \(business) knows about you, what it is used for, who else gets it and how long "
                    + "it is kept. The program behind the shop reads this same page and obeys it. What is not written "
                    + "here is not collected, not opened and not sent."),
            say(
                "Khi mua hàng, bạn chấp nhận chính sách này. Đơn hàng ghi lại bản bạn đã thấy.",
                "By buying from us you accept this policy. Your order records which version you were shown."),
        ]
    }

    func heading(_ section: PolicySection) -> String {
        switch section {
        case .collection: say("Chúng tôi thu thập gì", "What we collect")
        case .use: say("Dùng để làm gì", "What it is used for")
        case .sharing: say("Ai khác nhận được", "Who else receives it")
        case .browser: say("Cookie và bộ nhớ trình duyệt", "Cookies and browser storage")
        case .security: say("Bảo vệ dữ liệu", "How it is protected")
        case .services: say("Dịch vụ bên ngoài", "Services of others")
        case .children: say("Trẻ em", "Children")
        case .rights: say("Quyền của bạn", "Your rights")
        case .changes: say("Khi chính sách thay đổi", "When this policy changes")
        case .contact: say("Liên hệ", "How to reach us")
        }
    }

    var onlyTheseUses: String {
        say(
            "Chỉ dùng cho những việc dưới đây. Chương trình từ chối mở dữ liệu cho bất kỳ việc nào khác.",
            "Data is used for the following and nothing else. The program refuses to open it for any other use.")
    }

    var onlyTheseRecipients: String {
        say(
            "Chỉ những nơi dưới đây nhận được dữ liệu. Mỗi lần gửi đều được ghi lại và bạn có quyền xem.",
            "Only those below receive anything. Each time is recorded, and you may read that record.")
    }

    func keyBackups(_ days: Int) -> String {
        say(
            "Bản sao lưu kho khóa hết tác dụng sau \(days) ngày. Khi dữ liệu của bạn bị xóa, bản sao cũ cũng không mở "
                + "lại được sau thời hạn đó.",
            "Backups of the key store become useless after \(days) days. Once your data is erased, no older copy can "
                + "bring it back beyond that time.")
    }

    var servicesLead: String {
        say(
            "Những dịch vụ này làm một phần việc cho chúng tôi, theo chính sách riêng của họ.",
            "These services do part of the work for us, under privacy policies of their own.")
    }

    func ownPolicy(_ name: String) -> String {
        say("Chính sách riêng tư của \(name)", "Privacy policy of \(name)")
    }

    func minimumAge(_ age: Int) -> String {
        say(
            "Cửa hàng chỉ dành cho người từ \(age) tuổi trở lên. Khi mua, bạn xác nhận điều đó; ai trả lời chưa đủ tuổi "
                + "thì không có gì được lưu.",
            "The shop is for people of \(age) and over. You confirm this when you buy; if you say you are younger, "
                + "nothing you entered is kept.")
    }

    var complaint: String {
        say(
            "Nếu câu trả lời không thỏa đáng, bạn có quyền khiếu nại với cơ quan bảo vệ dữ liệu cá nhân nơi bạn sống.",
            "If our answer does not satisfy you, you may complain to the data protection authority where you live.")
    }

    var changes: [String] {
        [
            say(
                "Bản mới được đăng ngay tại trang này với ngày sửa mới. Các bản cũ vẫn đọc được, kèm những chỗ đã đổi.",
                "A new version is posted on this very page with a new date. Earlier versions stay readable, with what "
                    + "has changed."),
            say(
                "Chương trình không cho đăng lời văn đã đổi mà vẫn mang ngày cũ.",
                "The program does not let changed words be published under an old date."),
        ]
    }

    func askUs(_ controller: String) -> String {
        say(
            "\(controller) chịu trách nhiệm về dữ liệu của bạn. Câu hỏi nào cũng được trả lời.",
            "\(controller) answers for your data. Every question gets an answer.")
    }

    var email: String { say("E-mail", "E-mail") }
    var website: String { say("Trang web", "Website") }
}
