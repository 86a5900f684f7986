// SPDX-License-Identifier: Apache-2.0

package import Values

/// Where a person finds the page of their request. The routes are the personal centre's; mails need it as an absolute address
/// of the business itself, whatever host name somebody asked through.
package protocol RightsAddresses: Sendable {
    func myData(_ token: RightsToken, in language: Language) -> String
}
