import Diagnostics
import Testing

@Suite struct UnifiedDiffTests {
  private func diff(_ old: String, _ new: String) -> String {
    UnifiedDiff(old: Array(old.utf8), new: Array(new.utf8)).text(
      path: "f", existed: !old.isEmpty, exists: !new.isEmpty)
  }

  @Test(
    "the text is that of diff -u",
    arguments: [
      ("a\n", "a\n", ""), ("", "a\nb\n", "--- /dev/null\n+++ b/f\n@@ -0,0 +1,2 @@\n+a\n+b\n"),
      ("a\n", "", "--- a/f\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n"),
      ("a\nb\nc\n", "a\nx\nc\n", "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"),
      ("a\nb", "a\nb\n", "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"),
      (
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "1\nx\n3\n4\n5\n6\n7\n8\n9\ny\n",
        "--- a/f\n+++ b/f\n@@ -1,5 +1,5 @@\n 1\n-2\n+x\n 3\n 4\n 5\n@@ -7,4 +7,4 @@\n 7\n 8\n 9\n-10\n+y\n"
      ),
    ])
  func textIsThatOfDiff(old: String, new: String, wanted: String) {
    #expect(diff(old, new) == wanted)
  }

  @Test func `what is shown may be masked while what is compared is not`() {
    let diff = UnifiedDiff(old: Array("k: a\n".utf8), new: Array("k: b\n".utf8))
    let masked = Array("k: •\n".utf8)
    #expect(diff.text(path: "f", shownOld: masked, shownNew: masked).hasSuffix("-k: •\n+k: •\n"))
  }
}
