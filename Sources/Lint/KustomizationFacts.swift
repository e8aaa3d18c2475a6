import Diagnostics
import Flux
import Kustomize
import Manifests
import YAML

/// What the rules of the family `kust` ask of a tree.
extension LintContext {
  /// The local paths that a kustomization names, each with what stands there.
  func localPaths(of kustomization: Kustomization) -> [LocalPath] {
    localPathsByFile[kustomization.path] ?? []
  }

  /// A path as a kustomization writes it, and what it leads to.
  struct LocalPath {
    let entry: Kustomization.PathEntry
    let kind: PathKind
    /// Relative to the root of the tree; nil where it leads out of it.
    var path: String? { entry.target }

    /// Nil where the entry is no path of the tree.
    init?(_ entry: Kustomization.PathEntry, in tree: Tree) {
      // A null item is for `kust-null-entry`.
      guard !entry.isRemote, !TextShape.contains(Array(entry.path.utf8), "${"), entry.node.scalarType != .null
      else { return nil }
      self.entry = entry
      kind = entry.target.map(tree.kind) ?? .missing
    }
  }

  /// The failures of the builds that have one of some causes, at places that rules look at.
  func failures(_ causes: BuildFailure.Cause...) -> [BuildFailure] {
    failures.filter { causes.contains($0.cause) && isJudged($0.range.path) }
  }

  /// The failures for which something is not in a build, of builds that are known whole: what could not be fetched or
  /// read may hold it.
  func absences(_ causes: BuildFailure.Cause...) -> [BuildFailure] {
    let absent: Set<BuildFailure.Cause> = [
      .patchWithoutTarget, .patchPathMissing, .generatorBehavior, .replacement,
    ]
    var unsure: Set<SourceRange> = []
    let builds = clusters.flatMap(\.kustomizations).map(\.failures) + standaloneBuilds.map(\.failures)
    for failures in builds where failures.contains(where: { !absent.contains($0.cause) }) {
      unsure.formUnion(failures.map(\.range))
    }
    return failures.filter { failure in
      guard causes.contains(failure.cause), isJudged(failure.range.path) else { return false }
      return !unsure.contains(failure.range) || isOfWholeDirectory(failure, absent)
    }
  }

  /// Whether what a failure misses is not in the directory that misses it, whatever is amiss in those above it.
  private func isOfWholeDirectory(_ failure: BuildFailure, _ absent: Set<BuildFailure.Cause>) -> Bool {
    let directory = TreePath.directory(of: failure.range.path)
    let completed = clusters.flatMap(\.kustomizations).contains {
      $0.directory == directory && ($0.spec?.has("components") ?? false)
    }
    let isComponent = tree.kustomizations.contains { $0.directory == directory && $0.isComponent }
    guard !completed, !isComponent else { return false }
    let own = builder.build(directory).failures
    return own.contains { $0.range == failure.range } && own.allSatisfy { absent.contains($0.cause) }
  }

  /// The manifests that lie beside a kustomization and that no kustomization uses.
  var orphans: [Orphan] {
    let unused = Dictionary(
      grouping: tree.files.lazy.filter { !$0.isUsed && $0.role == .manifest && $0.isJudged }.map(\.path),
      by: TreePath.directory)
    guard !unused.isEmpty else { return [] }
    return judgedKustomizations.flatMap { kustomization in
      (unused[kustomization.directory] ?? []).map { Orphan(path: $0, kustomization: kustomization) }
    }
  }

  struct Orphan {
    let path: String
    let kustomization: Kustomization
  }
}

/// The fields that kustomize knows in a kustomization. Source: kustomize 5.7, api/types.Kustomization.
let kustomizationFields = [
  "apiVersion", "kind", "metadata", "resources", "bases", "components", "namespace", "namePrefix",
  "nameSuffix", "labels",
  "commonLabels", "commonAnnotations", "patches", "patchesStrategicMerge", "patchesJson6902", "images",
  "imageTags",
  "replicas", "replacements", "vars", "configMapGenerator", "secretGenerator", "generatorOptions",
  "generators",
  "transformers", "validators", "configurations", "crds", "openapi", "helmGlobals", "helmCharts",
  "helmChartInflationGenerator", "buildMetadata", "sortOptions",
]

/// The fields of the entries of lists, by list. Source: kustomize 5.7, api/types.
let kustomizationEntryFields = [
  "images": ["name", "newName", "newTag", "tagSuffix", "digest"],
  "patches": ["path", "patch", "target", "options"],
  "patchesJson6902": ["path", "patch", "target", "options"],
  "replicas": ["name", "count"],
  "configMapGenerator": ["name", "namespace", "behavior", "literals", "files", "envs", "env", "options"],
  "secretGenerator": [
    "name", "namespace", "behavior", "type", "literals", "files", "envs", "env", "options",
  ],
  "labels": ["pairs", "includeSelectors", "includeTemplates", "fields"],
]
