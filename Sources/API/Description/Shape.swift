// SPDX-License-Identifier: Apache-2.0

/// How a value is written as an object: its description and its writing are one declaration, so neither can drift.
struct Shape<Value: Sendable>: Sendable {
    let name: String
    let fields: [Field<Value>]

    init(_ name: String, _ fields: [Field<Value>]) {
        self.name = name
        self.fields = fields
    }

    var schema: Schema {
        .object(name: name, fields.map { Schema.Property(name: $0.name, schema: $0.schema, about: $0.about) })
    }

    func written(_ value: Value) -> JSON {
        .object(fields.map { JSON.Member(name: $0.name, value: $0.write(value)) })
    }
}

/// One member of an object.
struct Field<Value: Sendable>: Sendable {
    let name: String
    let schema: Schema
    let about: String
    let write: @Sendable (Value) -> JSON

    private init(_ name: String, _ schema: Schema, _ about: String, write: @escaping @Sendable (Value) -> JSON) {
        self.name = name
        self.schema = schema
        self.about = about
        self.write = write
    }

    static func text(
        _ name: String, _ schema: Schema, _ about: String, _ value: @escaping @Sendable (Value) -> String
    ) -> Field {
        Field(name, schema, about) { .string(value($0)) }
    }

    static func text(_ name: String, _ about: String, _ value: @escaping @Sendable (Value) -> String) -> Field {
        text(name, .text, about, value)
    }

    static func optionalText(
        _ name: String, _ schema: Schema, _ about: String, _ value: @escaping @Sendable (Value) -> String?
    ) -> Field {
        Field(name, .nullable(schema), about) { value($0).map { .string($0) } ?? .null }
    }

    static func integer(
        _ name: String, _ schema: Schema, _ about: String, _ value: @escaping @Sendable (Value) -> Int64
    ) -> Field {
        Field(name, schema, about) { .integer(value($0)) }
    }

    static func integer(_ name: String, _ about: String, _ value: @escaping @Sendable (Value) -> Int64) -> Field {
        integer(name, .count, about, value)
    }

    static func flag(_ name: String, _ about: String, _ value: @escaping @Sendable (Value) -> Bool) -> Field {
        Field(name, .boolean, about) { .boolean(value($0)) }
    }

    static func object<Part>(
        _ name: String, _ shape: Shape<Part>, _ about: String, _ value: @escaping @Sendable (Value) -> Part
    ) -> Field {
        Field(name, shape.schema, about) { shape.written(value($0)) }
    }

    static func list<Part>(
        _ name: String, of shape: Shape<Part>, _ about: String, _ value: @escaping @Sendable (Value) -> [Part]
    ) -> Field {
        Field(name, .array(shape.schema), about) { .array(value($0).map(shape.written)) }
    }

    static func texts(
        _ name: String, of schema: Schema, _ about: String, _ value: @escaping @Sendable (Value) -> [String]
    ) -> Field {
        Field(name, .array(schema), about) { .array(value($0).map { .string($0) }) }
    }
}
