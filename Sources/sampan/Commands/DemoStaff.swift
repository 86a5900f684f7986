// SPDX-License-Identifier: Apache-2.0

import Accounts
import App
import Policy
import Storage
import Values

/// The demo's people, one for each role.
enum DemoStaff {
    static let password = "floating-market-demo"
    static let all: [(name: String, email: String, role: StaffRole)] = [
        ("Nguyễn Minh Anh", "owner@vietnamconnect.com", .owner),
        ("Trần Quốc Bảo", "agent@vietnamconnect.com", .supportAgent),
        ("Lê Thu Hà", "editor@vietnamconnect.com", .catalogueEditor),
    ]

    /// Adds them where there is nobody yet.
    static func add(to app: App) async throws {
        for organisation in try await app.control.organisations() where organisation.isOwn {
            try await app.organisations.using(organisation) { open in
                guard try await !open.accounts.hasStaff() else { return }
                for person in all {
                    guard let email = EmailAddress(person.email) else { continue }
                    _ = try await open.accounts.addStaff(
                        name: person.name, email: email, role: person.role, password: password)
                }
            }
        }
    }
}
