// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Prints at once, also into a file or pipe: whoever started the server waits for this line.
func say(_ text: String) {
    print(text)
    fflush(nil)
}
