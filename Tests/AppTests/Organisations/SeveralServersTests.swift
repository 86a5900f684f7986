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
    @Test func `a catalogue brought in at another server is up here too, and stays so when opened again`() async throws
    {
        try await withAppLab(on: .postgresql) { lab in
            try await withChangedCatalogue { changed, renamed in
                try await lab.serving(openOrganisations: 1) { ours in
                    let own = try await ours.shop()
                    let names = { @Sendable in
                        try await ours.organisations.using(own) { $0.shop.catalogue.plans.map(\.slug) }
                    }
                    #expect(try await !names().contains(renamed))

                    try await lab.serving { theirs in
                        try await theirs.organisations.using(own) { open in
                            _ = try await ImportCatalogue(into: open.data, clock: lab.clock)(yaml: changed)
                        }
                    }
                    try await eventually { try await names().contains(renamed) }

                    // Closed and opened again, with the file that a fresh shop would begin with.
                    try await ours.organisations.using(try await ours.join("others")) { _ in }
                    try await eventually { ours.organisations.openCount == 1 }
                    #expect(try await names().contains(renamed))
                }
            }
        }
    }

    /// The text of our catalogue with another name for one plan, and that name.
    private func withChangedCatalogue(_ body: (String, String) async throws -> Void) async throws {
        let folder = AppLab.root.appending(path: "Businesses")
        let slug = "vietnam-connect"
        let text = try String(contentsOf: folder.appending(path: "\(slug)/catalogue.yaml"), encoding: .utf8)
        let plan = try #require(text.firstMatch(of: /plans:\s+- slug: (\S+)/)).1
        try await body(text.replacing("slug: \(plan)\n", with: "slug: \(plan)-new\n"), "\(plan)-new")
    }
}
