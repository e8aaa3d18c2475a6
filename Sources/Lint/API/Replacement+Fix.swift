import Diagnostics
import Manifests
import YAML

extension APIVerdict.Replacement {
  /// Writes the new apiVersion; safe where nothing else has to change. None where a build has the object in that
  /// version already: it would be there twice.
  func fix(_ manifest: Manifest, in context: LintContext) -> Fix? {
    guard let apiVersion, let edit = manifest.rename(to: apiVersion),
      !context.isBuilt(manifest, alsoAs: apiVersion)
    else { return nil }
    let isSafe = isChecked && obstacles.isEmpty && sameGroup(manifest) && !usesRemovedTemplate(manifest)
    return Fix("write '\(apiVersion)'", isSafe ? .safe : .unsafe, [edit])
  }

  /// What else the new version asks for.
  func notes(_ manifest: Manifest) -> [Note] {
    var notes = obstacles.map { violation in
      switch violation.cause {
      case .unknownField:
        Note(
          violation.range,
          "'\(apiVersion ?? "")' has no field '\(violation.pathText)'\(violation.removedField(of: manifest)?.instead.map { "; use \($0)" } ?? "")"
        )
      default: Note(violation.range, "'\(apiVersion ?? "")' refuses this value of '\(violation.pathText)'")
      }
    }
    if let template = manifest.value("spec", "git", "commit", "messageTemplate")?.origin,
      usesRemovedTemplate(manifest)
    {
      notes.append(
        Note(template, "'.Updated' and '.Changed.ImageResult' are no longer given to this template"))
    }
    return notes
  }

  private func sameGroup(_ manifest: Manifest) -> Bool {
    apiVersion?.hasPrefix(manifest.id.group + "/") ?? false
  }

  /// The commit template of an ImageUpdateAutomation lost two of its values in Flux 2.7.
  private func usesRemovedTemplate(_ manifest: Manifest) -> Bool {
    guard manifest.id.kind == "ImageUpdateAutomation",
      let text = manifest.value("spec", "git", "commit", "messageTemplate")?.text
    else { return false }
    return text.contains(".Updated") || text.contains(".Changed.ImageResult")
  }
}
