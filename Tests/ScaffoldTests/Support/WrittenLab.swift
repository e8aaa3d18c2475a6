import Labs
import Testing

@testable import scaffold

/// A lab in a repository, written by its own example call.
enum WrittenLab {
  static let variables = [
    "TOKEN": "CANARYcanary0123456789", "GITLAB_TOKEN": "CANARYcanary0123456789",
    "PASSWORD": "CANARYcanary0123456789", "REGISTRY_PASSWORD": "CANARYcanary0123456789",
    "GIT_TOKEN": "CANARYcanary0123456789",
  ]

  /// A repository with one cluster, `flux bootstrap` done, and a lab written by its own example call.
  static func tree(_ name: String) throws -> TemporaryTree {
    let tree = try cluster()
    let written = try tree.run(call(name), variables: variables)
    try #require(written.status == .done, "\(name): \(written)")
    return tree
  }

  /// The example call of a lab.
  static func call(_ name: String) throws -> [String] { words(try LabCatalog.embedded.lab(name).example) }

  /// A repository with one cluster, as `flux bootstrap` leaves it.
  static func cluster() throws -> TemporaryTree {
    let tree = try TemporaryTree()
    try tree.makeFolder(".git")
    try tree.write(
      "clusters/dev/flux-system/kustomization.yaml",
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- gotk-components.yaml\n- gotk-sync.yaml\n"
    )
    try tree.write(
      "clusters/dev/flux-system/gotk-components.yaml",
      "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: source-controller\n  namespace: flux-system\n"
    )
    try tree.write(
      "clusters/dev/flux-system/gotk-sync.yaml",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 1m0s
        ref:
          branch: main
        url: https://github.com/johnsmith/fleet
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 10m0s
        path: ./clusters/dev
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system

      """)
    return tree
  }

  /// A call as a shell takes it apart.
  private static func words(_ line: String) -> [String] {
    var (words, word, isQuoted) = ([String](), "", false)
    for character in line + " " {
      if character == "'" {
        isQuoted.toggle()
      } else if character != " " || isQuoted {
        word.append(character)
      }
      if character == " ", !isQuoted, !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    return words
  }
}
