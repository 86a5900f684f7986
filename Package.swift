// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

/// Strict everywhere: a warning is an error in our targets, and only there.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")

func target(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestKit"], exclude: exclude, resources: resources,
        swiftSettings: strict)
}

/// What every domain may stand on: the mechanisms, never another domain.
let mechanisms: [Target.Dependency] = [
    "Values", "Storage", "Policy", "Audit", "Jobs", "Vault", "Disclosure", logging,
]
let domains: [Target.Dependency] = ["Accounts", "Analytics", "Commerce", "Conversations", "Rights"]
let faces: [Target.Dependency] = ["Storefront", "PersonalCentre", "Console", "Widget", "API"]

let package = Package(
    name: "sampan",
    products: [.executable(name: "sampan", targets: ["sampan"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // System libraries
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CMail", dependencies: ["CCurl"]),

        // The ground
        target("Values", []),
        target(
            "Storage", ["Values", "CSQLite", "CPostgreSQL", crypto], exclude: ["schema"],
            resources: [.copy("Migrations")]),

        // What personal data looks like in a text; stands on nothing
        target("Redaction", []),

        // The five mechanisms
        target("Policy", ["Values", "Storage", yams, crypto]),
        target("Audit", ["Values", "Storage", crypto]),
        target("Jobs", ["Values", "Storage", logging, metrics, serviceLifecycle]),
        target("Vault", ["Values", "Storage", "Policy", "Audit", crypto, cryptoExtras]),
        target("Disclosure", ["Values", "Storage", "Policy", "Audit", "Vault", crypto, logging, metrics]),

        // Below the domains: files that people send, sealed
        target("Media", ["Values", "Storage", "Policy", "Vault", crypto]),

        // Copies of stores, sealed, elsewhere
        target("Backup", ["Values", "Storage", "CZlib", crypto]),

        // Below the domains: what providers tell us, until it is worked off
        target("Callbacks", ["Values", "Storage", "Policy", "Audit", "Jobs", "Vault", crypto]),

        // Domains
        target("Accounts", mechanisms + [crypto, cryptoExtras]),
        target("Analytics", ["Values", "Storage", "Policy", "Vault", crypto, logging, metrics]),
        target("Commerce", mechanisms + [crypto, yams]),
        target("Conversations", mechanisms + ["Media", crypto]),
        target("Rights", mechanisms + [crypto]),

        // Edges
        target(
            "Integrations",
            mechanisms + [
                "Backup", "Callbacks", "Commerce", "Conversations", "Redaction", "CMail", asyncHTTPClient, nioCore,
                "Backup", "Callbacks", "Commerce", "Conversations", "Media", "CMail", asyncHTTPClient, nioCore,
                nioHTTP1,
                nioPosix,
                crypto,
            ]),
        target(
            "Simulators",
            [
                "Values", hummingbird, hummingbirdCore, httpTypes, nioCore, nioHTTP1, nioPosix, nioSSL, x509, asn1,
                crypto, logging, serviceLifecycle, asyncHTTPClient,
            ],
            resources: [.copy("Assets")]),
        target(
            "Pages",
            [
                "Values", "Policy", "CQRencode", "CZlib", hummingbird, hummingbirdCore, httpTypes, nioCore, crypto,
                logging, serviceLifecycle,
            ],
            resources: [.copy("Assets"), .copy("Texts")]),
        target("Storefront", mechanisms + domains + ["Pages", hummingbird, httpTypes, nioCore]),
        target("PersonalCentre", mechanisms + domains + ["Media", "Pages", hummingbird, httpTypes, nioCore]),
        target("Widget", mechanisms + domains + ["Media", "Pages", hummingbird, httpTypes, nioCore]),
        target(
            "Console", mechanisms + domains + ["Callbacks", "Media", "Pages", hummingbird, httpTypes, nioCore, crypto]),
        target("API", mechanisms + domains + ["Pages", hummingbird, httpTypes, nioCore, crypto]),
        target(
            "App",
            mechanisms + domains + faces + [
                "Backup", "Callbacks", "Integrations", "Media", "Simulators", "Pages", hummingbird, hummingbirdCore,
                httpTypes,
                nioCore, nioPosix, nioHTTPTypes, coreMetrics, metrics, serviceLifecycle, asyncHTTPClient, crypto, yams,
            ]),
        .executableTarget(
            name: "sampan",
            dependencies: mechanisms + [
                "App", "Accounts", "Analytics", "Backup", "Commerce", "Integrations", "Pages", "Simulators",
                argumentParser, asyncHTTPClient, coreMetrics, configuration, hummingbird, serviceLifecycle,
                systemPackage, yams,
            ],
            swiftSettings: strict),

        // Figures with goals: `make bench`
        .executableTarget(
            name: "bench",
            dependencies: mechanisms + [
                "App", "Commerce", "LabelledTexts", "Redaction", argumentParser, crypto, hummingbird, nioCore,
            ],
            path: "Benchmarks", swiftSettings: strict),

        // Tests
        .target(name: "TestKit", dependencies: mechanisms + [crypto], path: "Tests/TestKit", swiftSettings: strict),
        .target(
            name: "LabelledTexts", dependencies: ["Redaction"], path: "Tests/LabelledTexts",
            exclude: [
                "measured-fills.txt", "measured-messages.txt", "measured-templates.txt", "tuning-messages.txt",
            ],
            swiftSettings: strict),
        tests("ValuesTests", ["Values"]),
        tests("RedactionTests", ["Redaction", "LabelledTexts"]),
        tests("StorageTests", ["Values", "Storage"]),
        tests("PolicyTests", ["Values", "Storage", "Policy"], exclude: ["Document/Snapshots"]),
        tests("AuditTests", ["Values", "Storage", "Audit", crypto]),
        tests("JobsTests", ["Values", "Storage", "Jobs", logging, serviceLifecycle]),
        tests("VaultTests", ["Values", "Storage", "Policy", "Audit", "Vault", crypto]),
        tests("DisclosureTests", mechanisms + [crypto]),
        tests(
            "CommerceTests", mechanisms + ["Commerce", crypto],
            exclude: ["Payments/payment-states.txt", "Orders/order-transitions.txt"]),
        tests("MediaTests", mechanisms + ["Media"]),
        tests("ConversationsTests", mechanisms + ["Conversations", "Media"]),
        tests("RightsTests", mechanisms + ["Rights"]),
        tests("AccountsTests", mechanisms + ["Accounts"]),
        tests("AnalyticsTests", mechanisms + ["Analytics"]),
        tests(
            "SimulatorsTests",
            ["Values", "Simulators", asyncHTTPClient, httpTypes, hummingbird, logging, nioCore, nioPosix, nioSSL]),
        tests("CallbacksTests", mechanisms + ["Callbacks"]),
        tests("BackupTests", ["Values", "Storage", "Backup", crypto]),
        tests(
            "IntegrationsTests",
            mechanisms + [
                "Integrations", "Backup", "Callbacks", "Commerce", "Conversations", "Redaction", "Simulators",
                asyncHTTPClient,
                nioCore,
                nioPosix, crypto,
            ]),
        tests(
            "PagesTests",
            [
                "Values", "Policy", "Pages", hummingbird, hummingbirdTesting, httpTypes, nioCore, crypto, logging,
                serviceLifecycle,
            ]),
        tests(
            "APITests", mechanisms + ["API", "Pages", hummingbird], exclude: ["openapi.json"]),
        tests("AppTests", mechanisms + ["App", "Accounts", "Commerce", "Integrations", "Pages"]),
        .testTarget(name: "TidyTests", swiftSettings: strict),
    ]
)
