// SPDX-License-Identifier: Apache-2.0

/// Who a page is made for. Each face loads a style sheet of its own.
enum Face: String, CaseIterable {
    case shop, console

    /// The name among the assets: `vietnam-connect.css` and `vietnam-connect-console.css`.
    func styleSheet(of site: Site) -> String {
        switch self {
        case .shop: "\(site.slug).css"
        case .console: "\(site.slug)-console.css"
        }
    }
}
