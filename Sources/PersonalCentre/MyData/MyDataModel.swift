// SPDX-License-Identifier: Apache-2.0

import Conversations
import Disclosure
import Policy
import Rights

/// What the page of a proven request shows.
struct MyDataModel {
    let token: String
    let request: RightsRequest
    let erasure: ErasureCase.State?
    let holdings: [Holding]
    let files: [AttachedFile]
    let disclosures: [ConcludedDisclosure]
    let policy: Policy

    var isErased: Bool { erasure != nil }
}
