// SPDX-License-Identifier: Apache-2.0

import Values

extension SQLiteConnection {
    /// Claims a new file for an organisation; false when it is another's.
    ///
    /// The mark is the last four bytes of the organisation's id, which are random, in the header's application id:
    /// https://sqlite.org/pragma.html#pragma_application_id.
    func belongs(to organisation: OrganisationID) throws -> Bool {
        let mark = organisation.bytes.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let session = SQLiteSession(connection: self)
        let found: Int = try session.first("PRAGMA application_id") { try $0[0] } ?? 0
        if found == 0 {
            try runScript("PRAGMA application_id = \(Int32(bitPattern: mark))")
            return true
        }
        return found == Int(Int32(bitPattern: mark))
    }
}
