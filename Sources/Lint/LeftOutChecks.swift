/// Checks that the catalogue of mistakes names and that no rule makes.
package enum LeftOutChecks {
  /// Each with the reason.
  package static let all: [(id: String, reason: String)] = [
    (
      "ref-url-pushed-path",
      """
      To what path a job pushes a chart stands in scripts and their variables, which no reading of the tree can \
      follow. `scaffold check-registry` asks the registry itself whether the chart is at the source's URL.
      """
    ),
    (
      "sec-immutable-changed",
      """
      One state of a tree shows no change, and the object may have been deleted in the cluster on purpose. The API \
      server's answer names the object and the reason.
      """
    ),
    (
      "sec-tls-expired",
      "A report would change with the clock: the commit that was clean yesterday would fail today, with no one to blame."
    ),
    (
      "sec-type-immutable",
      """
      As sec-immutable-changed: one state of a tree shows no change. That a type cannot be changed in the cluster is \
      said where sec-type-mismatch asks for another one.
      """
    ),
    (
      "yaml-indent",
      """
      An indentation that YAML reads is a matter of taste. Where it changes what is read, yaml-syntax, \
      api-unknown-field, api-required or api-type find it.
      """
    ),
  ]
}
