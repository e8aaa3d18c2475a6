import Diagnostics
import Flux
import Kustomize
import Manifests
import YAML

/// What the rules of the family `kust` ask of a tree.
extension LintContext {
  /// The kustomizations that rules look at.
  var judgedKustomizations: [Kustomization] {
    tree.kustomizations.filter { isJudged($0.path) }
  }

  /// The local paths that a kustomization names, each with what stands there.
  func localPaths(of kustomization: Kustomization) -> [LocalPath] {
    kustomization.paths.compactMap { entry in
      // A null item is for `kust-null-entry`.
      guard !entry.isRemote, !entry.path.contains("${"), entry.node.scalarType != .null else { return nil }
      let path = TreePath.resolve(entry.path, from: kustomization.directory)
      return LocalPath(entry: entry, path: path, kind: path.map(tree.kind) ?? .missing)
    }
  }

  /// A path as a kustomization writes it, and what it leads to.
  struct LocalPath {
    let entry: Kustomization.PathEntry
    /// Relative to the root of the tree; nil where it leads out of it.
    let path: String?
    let kind: PathKind
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
    return failures.filter {
      causes.contains($0.cause) && isJudged($0.range.path) && !unsure.contains($0.range)
    }
  }

  /// The manifests that lie beside a kustomization and that no kustomization uses.
  var orphans: [Orphan] {
    var used: Set<String> = []
    for kustomization in tree.kustomizations {
      for entry in kustomization.paths {
        if let path = TreePath.resolve(entry.path, from: kustomization.directory) { used.insert(path) }
      }
    }
    return judgedKustomizations.flatMap { kustomization in
      tree.names(in: kustomization.directory).compactMap { name -> Orphan? in
        let path = TreePath.join(kustomization.directory, name)
        guard let file = tree[path], file.role == .manifest, file.isJudged, !used.contains(path) else {
          return nil
        }
        return Orphan(path: path, kustomization: kustomization)
      }
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
