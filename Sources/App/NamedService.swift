// SPDX-License-Identifier: Apache-2.0

import ServiceLifecycle

/// A service that is printed by its type's name. The group prints each service it is given, and ours would print everything
/// they hold, which took a fifth of a start.
struct NamedService: Service, CustomStringConvertible {
    private let service: any Service

    init(_ service: any Service) {
        self.service = service
    }

    var description: String { "\(type(of: service))" }

    func run() async throws { try await service.run() }
}
