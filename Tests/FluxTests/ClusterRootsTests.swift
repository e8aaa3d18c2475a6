import Diagnostics
import Flux
import Kustomize
import Manifests
import Testing
import YAML

@Suite struct ClusterRootsTests {
  @Test func `clusters are made from the directories that are named`() {
    let files = ["dev", "test"].map { name in
      let text = """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          path: ./apps-\(name)

        """
      return Tree.File(
        path: "clusters/\(name)/apps.yaml",
        content: .yaml(YAMLStream(SourceFile(path: "clusters/\(name)/apps.yaml", text: text))))
    }
    let tree = Tree(files)
    let names = { (directories: [String]) in
      ClusterBuilder(tree, builder: Builder(tree), directories: directories).clusters().map(\.name)
    }
    #expect(names([]) == ["clusters/dev", "clusters/test"])
    #expect(names(["clusters/dev"]) == ["clusters/dev"])
    #expect(names(["clusters"]) == ["clusters/dev", "clusters/test"])
  }
}
