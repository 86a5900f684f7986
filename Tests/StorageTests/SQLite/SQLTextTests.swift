// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Storage

@Suite("Carrying one SQL text to SQLite")
struct SQLTextTests {
    @Test(arguments: [
        ("SELECT $2, $1", "SELECT ?2, ?1"),
        ("$10", "?10"),
        ("a = '$1' AND b = $1", "a = '$1' AND b = ?1"),
        ("'it''s $1' $1", "'it''s $1' ?1"),
        ("\"$1\" $1", "\"$1\" ?1"),
        ("-- $1\n$1", "-- $1\n?1"),
        ("/* $1 -- */ $1", "/* $1 -- */ ?1"),
        ("5 - $1 / $2", "5 - ?1 / ?2"),
        ("name$1 $x $", "name$1 $x $"),
        ("'đường $1' || $1", "'đường $1' || ?1"),
        ("'open $1", "'open $1"),
        ("/* open $1", "/* open $1"),
    ])
    func `only what is a parameter is numbered`(sql: String, expected: String) {
        #expect(SQLText.withNumberedParameters(sql) == expected)
    }

    @Test(arguments: [
        ("", []),
        ("-- only words;\n;;", []),
        ("SELECT 1", ["SELECT 1"]),
        ("SELECT ';'; SELECT 2;", ["SELECT ';'", "SELECT 2"]),
        ("/* a; */ SELECT 1 -- b;\n; -- c", ["SELECT 1"]),
        ("CREATE TABLE a (\n  b TEXT -- b;\n);", ["CREATE TABLE a (\n  b TEXT -- b;\n)"]),
    ])
    func `a script falls into its statements, comments around them dropped`(script: String, expected: [String]) {
        #expect(SQLText.statements(in: script) == expected)
    }
}
