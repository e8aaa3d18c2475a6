import Foundation
import Testing

@testable import scaffold

@Suite struct TemplateCommandTests {
  private func started() throws -> TemporaryTree {
    let tree = try TemporaryTree()
    let new = tree.run("template", "new", "mine/app")
    try #require(new.status == .done, "\(new)")
    return tree
  }

  private func edit(_ tree: TemporaryTree, _ path: String, _ old: String, _ new: String) throws {
    try tree.write(path, #require(tree.text(path)).replacing(old, with: new))
  }

  @Test func `a new template lints, passes its tests and can be used`() throws {
    let tree = try started()
    #expect(
      tree.files
        == ["config-map", "kustomization", "lab", "tests/other-namespace"].map { "mine/app/\($0).yaml" })
    for folder in ["mine", "mine/app", "./mine/app/"] {
      let lint = tree.run("template", "lint", folder)
      #expect(lint.status == .done && lint.out.isEmpty && lint.err == "1 lab, 0 errors\n", "\(lint)")
      let test = tree.run("template", "test", folder)
      #expect(
        test.out
          == "ok       app: example\nok       app: example with log-level=info\n"
          + "ok       app: example with log-level=debug\nok       app: tests/other-namespace.yaml\n",
        "\(test)")
      #expect(test.status == .done)
    }
    let lab = tree.run(
      "app", "--templates", "mine", "--app", "web", "--log-level", "debug", "--output", "out/web")
    #expect(lab.status == .done, "\(lab)")
    #expect(tree.text("out/web/config-map.yaml")?.contains("  verbose: 'true'\n  log-level: debug\n") == true)
  }

  @Test func `nothing is written where something is`() throws {
    let tree = try started()
    let contents = tree.contents
    try tree.link("linked", to: "/nowhere")
    for name in [
      "mine/app", "mine", "linked", "mine/Lab", "mine/a b", "mine/-x", "mine/lint", "mine/app/lab.yaml",
    ] {
      let refused = tree.run("template", "new", name)
      #expect(refused.status == .misused, "\(name): \(refused)")
    }
    #expect(tree.contents.filter { $0.key != "linked" } == contents)
  }

  @Test(arguments: [
    ("config-map.yaml", "<% app %>", "<% ap %>", "mine/app/config-map.yaml:5:12: error: unknown name 'ap'"),
    ("config-map.yaml", "#% end", "", "mine/app/config-map.yaml:8:4: error: '#% if' is never closed"),
    (
      "config-map.yaml", "<% app %>", "<% app | uper %>",
      "mine/app/config-map.yaml:5:18: error: unknown filter 'uper'"
    ),
    ("lab.yaml", "type: enum", "type: enumm", "mine/app/lab.yaml:19:11: error: "),
    ("lab.yaml", "folder:", "hooks: [x]\nfolder:", "mine/app/lab.yaml:5:1: error: unknown field 'hooks'"),
    ("lab.yaml", "example: app --app", "example: app --ap", "error: the example: unknown flag '--ap'"),
    (
      "lab.yaml", "example: app", "example: other",
      "error: the example: it starts with 'other', expected 'app'"
    ),
  ])
  func `each mistake has its place, and both commands fail`(
    file: String, old: String, new: String, wanted: String
  ) throws {
    let tree = try started()
    try edit(tree, "mine/app/\(file)", old, new)
    for command in ["lint", "test"] {
      let outcome = tree.run("template", command, "mine")
      #expect(outcome.status == .misused && outcome.out.contains(wanted), "\(outcome)")
    }
  }

  @Test func `what a template makes is linted, with the place in it`() throws {
    let tree = try started()
    try edit(tree, "mine/app/config-map.yaml", "\ndata:", "\ndat:")
    let outcome = tree.run("template", "test", "mine")
    #expect(outcome.status == .faulty)
    #expect(
      outcome.out.contains("fail     app: example\n  clusters/dev/web/config-map.yaml:7:"), "\(outcome)")
    #expect(tree.run("template", "lint", "mine").status == .done)
    try tree.write("mine/app/tests/bad.yaml", "app: A B\nnamespac: x\n")
    let bad = tree.run("template", "test", "mine")
    #expect(bad.status == .misused && bad.out.contains("fail     app: tests/bad.yaml\n"), "\(bad)")
  }

  @Test func `the program's own templates pass`() throws {
    let tree = try TemporaryTree()
    let lint = tree.run("template", "lint", RealProgram.package + "/Templates")
    #expect(lint.status == .done && lint.err == "10 labs, 0 errors\n", "\(lint)")
    let test = tree.run("template", "test", RealProgram.package + "/Templates")
    #expect(test.status == .done && !test.out.contains("fail "), "\(test)")
    #expect(test.err.contains(" could not be tried, for want of other answers"))
  }

  @Test func `a call that cannot work says why`() throws {
    let tree = try started()
    try tree.makeFolder("empty")
    for (call, status) in [
      (["template"], ExitStatus.misused), (["template", "lint"], .misused),
      (["template", "lnt", "mine"], .misused),
      (["template", "lint", "nowhere"], .misused), (["template", "test", "empty"], .failed),
    ] {
      #expect(tree.run(call).status == status, "\(call)")
    }
    #expect(tree.run("template", "lnt", "mine").err.contains("did you mean 'lint'?"))
  }
}
