import Diagnostics
import Testing

@Suite struct UnifiedDiffPatchTests {
  private func diff(_ old: String, _ new: String) -> UnifiedDiff {
    UnifiedDiff(old: Array(old.utf8), new: Array(new.utf8))
  }

  @Test func `a patch has three lines around a change and says where the file ends`() {
    let patch = diff("1\n2\n3\n4\n5\n6\n7", "1\n2\n3\n4\nfive\n6\n7").patch(of: "a.yaml")
    #expect(
      patch == """
        diff --git a/a.yaml b/a.yaml
        --- a/a.yaml
        +++ b/a.yaml
        @@ -2,6 +2,6 @@
         2
         3
         4
        -5
        +five
         6
         7
        \\ No newline at end of file

        """)
  }

  @Test func `context stops before a hidden line`() {
    let patch = diff("1\n2\n3\n4\n5\n6\n7\n", "1\n2\n3\nfour\n5\n6\n7\n").patch(of: "a.yaml") {
      $0 == 2 || $0 == 6
    }
    #expect(patch.hasSuffix("@@ -3,3 +3,3 @@\n 3\n-4\n+four\n 5\n"))
  }

  @Test func `paths are quoted as git quotes them`() {
    #expect(
      diff("1\n", "2\n").patch(of: "a b\t\"c\".yaml").hasPrefix("diff --git \"a/a b\\011\\\"c\\\".yaml\" "))
    #expect(diff("1\n", "2\n").patch(of: "a b.yaml").contains("--- a/a b.yaml\t\n"))
  }

  @Test func `nothing differs, nothing is printed`() {
    #expect(diff("1\n", "1\n").patch(of: "a") == "")
  }

  @Test func `the changed lines are the new ones and the neighbours of what is gone`() {
    #expect(diff("1\n2\n3\n", "1\nx\n2\n3\n").changedLines == [2])
    #expect(diff("1\n2\n3\n4\n", "1\n2\n4\n").changedLines == [2, 3])
  }
}
