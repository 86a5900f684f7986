// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Configuration
import Foundation
import Storage
import SystemPackage
import Values

/// Where the installation is and how it is configured: the options every command shares.
struct InstallationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data folder; keys and secrets lie beside it.", valueName: "folder"))
    var data: String?

    @Option(help: ArgumentHelp("The folder of businesses.", valueName: "folder"))
    var businesses: String?

    @Option(help: ArgumentHelp("A configuration file in YAML.", valueName: "file"))
    var config: String?

    /// Options first, then the environment (`SAMPAN_…`), then the file.
    func configuration() async throws -> ConfigReader {
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider().prefixKeys(with: "sampan")]
        if let config {
            providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(config)))
        }
        return ConfigReader(providers: providers)
    }

    func paths(_ configuration: ConfigReader) throws -> StoragePaths {
        let data = URL(filePath: data ?? configuration.string(forKey: "data", default: "data")).absoluteURL
        let beside = StoragePaths(besideData: data)
        let engine = try StorageEngine(configuration.scoped(to: "storage"))
        return StoragePaths(
            data: data, keys: configuration.string(forKey: "keys").map { URL(filePath: $0) } ?? beside.keys,
            secrets: configuration.string(forKey: "secrets").map { URL(filePath: $0) } ?? beside.secrets,
            engine: engine)
    }

    /// The installation as commands work on it, beside a running server or without one.
    func maintenance() async throws -> Maintenance {
        let configuration = try await configuration()
        return try Maintenance(
            paths: try paths(configuration), businesses: Businesses(in: businesses(configuration)),
            clock: SystemWallClock())
    }

    func businesses(_ configuration: ConfigReader) -> String {
        businesses ?? configuration.string(forKey: "businesses", default: "Businesses")
    }
}
