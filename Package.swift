// swift-tools-version: 6.2
// One target a layer; arrows point down only. docs/architecture.md says what each is for.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func layer(_ name: String, _ below: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: below, swiftSettings: strict)
}

func tests(_ name: String, _ below: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: below, swiftSettings: strict)
}

let package = Package(
  name: "scaffold",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "scaffold", targets: ["scaffold"])],
  targets: [
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    layer("Diagnostics", []),
    layer("YAML", ["CYAML", "Diagnostics"]),
    layer("Manifests", ["Diagnostics", "YAML"]),
    layer("Kustomize", ["Diagnostics", "Manifests", "YAML"]),
    layer("Flux", ["Diagnostics", "Kustomize", "Manifests", "YAML"]),
    layer("Lint", ["Diagnostics", "Flux", "Kustomize", "Manifests", "YAML"]),
    layer("Labs", ["Diagnostics", "Flux", "Kustomize", "Manifests", "YAML"]),
    layer("Registry", ["Diagnostics", "Flux", "Manifests", "YAML"]),
    layer("Reporting", ["Diagnostics"]),
    .executableTarget(
      name: "scaffold",
      dependencies: [
        "Diagnostics", "Flux", "Kustomize", "Labs", "Lint", "Manifests", "Registry", "Reporting", "YAML",
      ],
      swiftSettings: strict),
    // What `make bench` and `make fuzz` run; no product, and `--product scaffold` does not build it.
    .executableTarget(
      name: "bench", dependencies: ["CYAML", "Diagnostics", "YAML"], path: "Tests/Benchmarks/Bench",
      swiftSettings: strict),
    // Answers that every lab takes, for the tests of two layers.
    .target(name: "LabSamples", dependencies: ["Labs"], path: "Tests/LabSamples", swiftSettings: strict),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("YAMLTests", ["Diagnostics", "YAML"]),
    tests("ManifestsTests", ["Diagnostics", "Manifests", "YAML"]),
    tests("KustomizeTests", ["Diagnostics", "Kustomize", "Manifests", "YAML"]),
    tests("FluxTests", ["Diagnostics", "Flux", "Kustomize", "Manifests", "YAML"]),
    tests("LintTests", ["Diagnostics", "Flux", "Kustomize", "Lint", "Manifests", "YAML"]),
    tests("RuleBenchTests", ["Diagnostics", "Flux", "Kustomize", "Lint", "Manifests", "YAML"]),
    tests("LabsTests", ["Diagnostics", "Kustomize", "LabSamples", "Labs", "Manifests", "YAML"]),
    tests("RegistryTests", ["Diagnostics", "Lint", "Manifests", "Registry", "YAML"]),
    tests("ReportingTests", ["Diagnostics", "Reporting"]),
    tests(
      "ScaffoldTests", ["Diagnostics", "LabSamples", "Labs", "Lint", "Manifests", "YAML", "scaffold"]),
  ])
