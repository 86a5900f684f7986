// SPDX-License-Identifier: Apache-2.0

/// Captions and column heads.
extension PolicyWords {
    var collectedCaption: String { say("Dữ liệu được thu thập", "Data that is collected") }
    var collectedHeader: [String] {
        [
            say("Dữ liệu", "Data"), say("Là gì", "What it is"), say("Của ai", "About"), say("Từ đâu", "Where from"),
            say("Bắt buộc", "Needed"),
        ]
    }

    var keptCaption: String { say("Giữ trong bao lâu", "How long it is kept") }
    var keptHeader: [String] { [say("Dữ liệu", "Data"), say("Thời hạn", "How long"), say("Vì sao", "Why")] }

    var usesCaption: String { say("Các mục đích sử dụng", "Purposes") }
    var usesHeader: [String] {
        [
            say("Mục đích", "Purpose"), say("Để làm gì", "What for"), say("Căn cứ", "Ground"),
            say("Dữ liệu dùng đến", "Data used"), say("Nhân viên được mở", "Staff who may open it"),
        ]
    }

    var receivedCaption: String { say("Nơi nhận dữ liệu", "Recipients") }
    var receivedHeader: [String] {
        [
            say("Nơi nhận", "Recipient"), say("Nước", "Country"), say("Nhận gì", "Receives"),
            say("Để làm gì", "What for"), say("Bằng cách nào", "How"),
        ]
    }

    var browserCaption: String { say("Những gì nằm trong trình duyệt của bạn", "What lies in your browser") }
    var browserHeader: [String] {
        [
            say("Tên", "Name"), say("Ở đâu", "Where"), say("Để làm gì", "What for"), say("Bao lâu", "How long"),
            say("Loại", "Kind"),
        ]
    }

    var rightsCaption: String { say("Bạn có thể yêu cầu", "What you may ask for") }
    var rightsHeader: [String] {
        [
            say("Quyền", "Right"), say("Nghĩa là", "What it means"), say("Cách thực hiện", "How to use it"),
            say("Trả lời trong", "Answered within"),
        ]
    }
}
