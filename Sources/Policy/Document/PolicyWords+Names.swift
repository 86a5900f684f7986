// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values

/// What people call the program's own names.
extension PolicyWords {
    func group(_ subject: DataSubject) -> String {
        switch subject {
        case .buyers: say("Người mua", "Buyers")
        case .visitors: say("Người xem trang", "Visitors")
        case .requesters: say("Người gửi yêu cầu", "People who send a request")
        case .staff: say("Nhân viên", "Staff")
        }
    }

    func basis(_ basis: LegalBasis) -> String {
        switch basis {
        case .contract: say("Hợp đồng với bạn", "Our contract with you")
        case .legalObligation: say("Luật buộc", "The law demands it")
        case .consent: say("Bạn đồng ý", "Your consent")
        case .legitimateInterest: say("Lợi ích chính đáng, bạn có quyền phản đối", "A fair interest; you may object")
        }
    }

    func holdBasis(_ law: String) -> String { say("Căn cứ: \(law).", "Basis: \(law).") }

    func roles(_ roles: Set<StaffRole>) -> String {
        StaffRole.allCases.filter(roles.contains).map(role).joined(separator: ", ")
    }

    private func role(_ role: StaffRole) -> String {
        switch role {
        case .owner: say("chủ cửa hàng", "owner")
        case .catalogueEditor: say("người quản lý gói cước", "catalogue editor")
        case .supportAgent: say("nhân viên hỗ trợ", "support agent")
        }
    }

    func right(_ right: Right) -> String {
        switch right {
        case .access: say("Xem", "Access")
        case .correction: say("Sửa", "Correction")
        case .erasure: say("Xóa", "Erasure")
        case .objection: say("Phản đối", "Objection")
        case .restriction: say("Hạn chế sử dụng", "Restriction")
        case .portability: say("Mang dữ liệu đi", "Portability")
        }
    }

    func route(_ route: Recipient.Route) -> String {
        switch route {
        case .adapter: say("Chương trình tự gửi", "Sent by the program")
        case .infrastructure: say("Vận hành máy chủ của chúng tôi", "Runs machines we use")
        case .manual: say("Nhân viên gửi", "Sent by a person")
        }
    }

    func store(_ store: BrowserEntry.Store) -> String {
        switch store {
        case .cookie: say("Cookie", "Cookie")
        case .localStorage: say("Bộ nhớ trình duyệt (localStorage)", "Browser storage (localStorage)")
        }
    }

    func need(_ need: BrowserEntry.Need) -> String {
        switch need {
        case .essential: say("Thiết yếu", "Essential")
        case .analytics: say("Phân tích, chỉ khi bạn đồng ý", "Analytics, only if you agree")
        }
    }

    /// The country's name as ICU knows it in this language; the code itself for one it does not know.
    func country(_ code: String) -> String {
        Locale(identifier: language.rawValue).localizedString(forRegionCode: code) ?? code
    }

    func transfer(_ code: String, _ ground: String) -> String {
        say(
            "Nơi đến: \(country(code)). Căn cứ: \(ground).",
            "Where it goes: \(country(code)). Ground: \(ground).")
    }

    var needed: String { say("Có", "Yes") }
    var optional: String { say("Không", "No") }
    var nobody: String { say("Không ai", "Nobody") }
    var nothingPersonal: String { say("Không có dữ liệu cá nhân", "No personal data") }
}
