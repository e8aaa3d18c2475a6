import Labs
import Manifests

/// Starts a lab of one's own: a small one that lints and passes its own tests.
struct NewTemplate {
  private let name: String
  /// As the user wrote it.
  private let written: String
  /// The nearest folder on the way that is there, absolute.
  private let base: String
  /// The folder of the lab, from ``base``.
  private let folder: String

  /// - Throws: what to answer where there can be no such lab.
  init(_ written: String, _ environment: Environment) throws(Outcome) {
    let path = environment.normalized(written)
    let name = String(path.split(separator: "/").last ?? "")
    let isName =
      name.first?.isLetter ?? false
      && name.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }
    guard isName else {
      throw Outcome.misuse([
        "'\(shown(name))' is no name of a lab, expected lower-case letters, digits and '-'"
      ])
    }
    guard Command.named(name) == nil else {
      throw Outcome.misuse(["'\(name)' is the name of a command, which a lab cannot have"])
    }
    guard Posix.kind(of: path) == .missing || Posix.entries(of: path)?.isEmpty == true else {
      throw Outcome.misuse(["'\(shown(written))' is there already"])
    }
    var base = path
    while base != "/", Posix.target(of: base) != .directory || base == path {
      base = "/" + TreePath.directory(of: String(base.dropFirst()))
    }
    (self.name, self.written, self.base) = (name, written, base)
    folder = String(path.dropFirst(base == "/" ? 1 : base.count + 1))
  }

  func write() throws(Outcome) -> Outcome {
    let writes = files.map { file in
      FileWrite(
        path: TreePath.join(folder, file.path), bytes: Array(file.text.utf8), old: nil, isSecret: false)
    }
    do throws(WriteError) {
      try Writer(root: base).write(writes)
    } catch {
      throw Outcome.failure("\(error.message); nothing was written")
    }
    let parent = TreePath.directory(of: written)
    return Outcome(
      out: files.map { "create     \(TreePath.join(written, $0.path))\n" }.joined(),
      err: "next: scaffold template test \(written)\n"
        + "next: scaffold \(name) --templates \(parent.isEmpty ? (written.hasPrefix("/") ? "/" : ".") : parent) --app web\n"
    )
  }

  private var files: [(path: String, text: String)] {
    [
      (
        "lab.yaml",
        """
        format: 1
        lab: \(name)
        version: 1.0.0
        summary: settings of an application
        folder: <% app %>
        example: \(name) --app web

        params:
          app:
            type: dns-label
            required: true
            help: the application's name
            example: web
          namespace:
            type: dns-label
            default: default
            help: the namespace of every object
          log-level:
            type: enum
            values: [info, debug]
            default: info
            help: how much it tells

        files:
          - {from: config-map.yaml, to: config-map.yaml}
          - {from: kustomization.yaml, to: kustomization.yaml}

        next:
          - "commit the folder on a branch, and have it merged"

        """
      ),
      (
        "config-map.yaml",
        """
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: <% app %>
          namespace: <% namespace %>
        data:
        #% if log-level == "debug"
          verbose: 'true'
        #% end
          log-level: <% log-level %>

        """
      ),
      (
        "kustomization.yaml",
        """
        ---
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
        #% for resource in resources
          - <% resource %>
        #% end

        """
      ),
      ("tests/other-namespace.yaml", "app: api\nnamespace: apps\n"),
    ]
  }
}
