// SPDX-License-Identifier: Apache-2.0

/// Everything a `policy.yaml` says, typed.
package struct PolicyDeclarations: Hashable, Sendable {
    package let header: PolicyHeader
    package let contacts: PolicyContacts
    /// The laws the business answers to; the first is the one articles are quoted from.
    package let lawPacks: [LawPack]
    package let features: [PolicyFeature]
    package let categories: [CategoryDeclaration]
    package let purposes: [PurposeDeclaration]
    package let recipients: [Recipient]
    package let retention: [Retention]
    package let rights: [RightDeclaration]
    package let browserEntries: [BrowserEntry]
    package let notices: [PolicyNotice: Wording]
    package let sections: [SectionWords]
    /// Days after which an old copy of the key store opens nothing any more: the rotation of epochs.
    package let keyBackupDays: Int

    package init(
        header: PolicyHeader, contacts: PolicyContacts, lawPacks: [LawPack] = [],
        features: [PolicyFeature] = [], categories: [CategoryDeclaration] = [], purposes: [PurposeDeclaration] = [],
        recipients: [Recipient] = [],
        retention: [Retention] = [], rights: [RightDeclaration] = [], browserEntries: [BrowserEntry] = [],
        notices: [PolicyNotice: Wording] = [:], sections: [SectionWords] = [], keyBackupDays: Int = 30
    ) {
        self.header = header
        self.contacts = contacts
        self.lawPacks = lawPacks
        self.features = features
        self.categories = categories
        self.purposes = purposes
        self.recipients = recipients
        self.retention = retention
        self.rights = rights
        self.browserEntries = browserEntries
        self.notices = notices
        self.sections = sections
        self.keyBackupDays = keyBackupDays
    }

    /// Whether anything is sold. Without it there is no shop, and no page of one.
    package var sells: Bool { features.contains(.guestCheckout) }
}
