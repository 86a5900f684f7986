// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Pages
import Policy
import Storage
import TestKit
import Testing
import Values

@testable import App

@Suite("Several servers on one database", .timeLimit(.minutes(10)))
struct SeveralServersTests {
    @Test func `a catalogue another server starts with is up here too, and is not taken back`() async throws {
        try await withAppLab(on: .postgresql) { lab in
            try await withChangedCatalogue { changed, renamed in
                try await lab.serving(openOrganisations: 1) { ours in
                    let own = try await ours.control.organisations()[0]
                    let names = { @Sendable in
                        try await ours.organisations.using(own) { $0.shop.catalogue.plans.map(\.slug) }
                    }
                    #expect(try await !names().contains(renamed))

                    try await lab.serving(changed) { _ in }
                    try await eventually { try await names().contains(renamed) }

                    // Closed and opened again, with the folder this server was started with.
                    try await ours.organisations.using(try await ours.join("others")) { _ in }
                    try await eventually { ours.organisations.openCount == 1 }
                    #expect(try await names().contains(renamed))
                }
            }
        }
    }

    @Test func `the same server started with its old folder again goes back to it`() async throws {
        try await withAppLab { lab in
            try await withChangedCatalogue { changed, renamed in
                let names = { @Sendable (app: App) in
                    let own = try await app.control.organisations()[0]
                    return try await app.organisations.using(own) { $0.shop.catalogue.plans.map(\.slug) }
                }
                let before = try await lab.serving { try await names($0) }
                let after = try await lab.serving(changed) { try await names($0) }
                let back = try await lab.serving { try await names($0) }

                #expect(!before.contains(renamed) && after.contains(renamed) && back == before)
            }
        }
    }

    /// A folder of businesses like ours in which one plan has another name.
    private func withChangedCatalogue(_ body: (URL, String) async throws -> Void) async throws {
        try await withTemporaryDirectory { folder in
            let businesses = folder.appending(path: "Businesses")
            try FileManager.default.copyItem(at: AppLab.root.appending(path: "Businesses"), to: businesses)
            let slug = try Businesses(in: businesses.path).all[0].definition.slug
            let file = businesses.appending(path: "\(slug)/catalogue.yaml")
            let text = try String(contentsOf: file, encoding: .utf8)
            let plan = try #require(text.firstMatch(of: /plans:\s+- slug: (\S+)/)).1
            try text.replacing("slug: \(plan)\n", with: "slug: \(plan)-new\n")
                .write(to: file, atomically: true, encoding: .utf8)
            try await body(businesses, "\(plan)-new")
        }
    }
}
