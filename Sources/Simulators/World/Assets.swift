// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes

/// The world's one style sheet, from the package's resources.
enum Assets {
    static let style: [UInt8] = {
        guard let url = Bundle.module.url(forResource: "Assets/world", withExtension: "css"),
            let data = try? Data(contentsOf: url)  // Without its style the world still works.
        else { return [] }
        return Array(data)
    }()

    static var styleAnswer: Answer {
        Answer(headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "no-cache"], body: style)
    }
}
