/// A text that must not be seen: whatever prints it gets `•••`.
package struct SecretText: Hashable, Sendable {
  private let text: String

  package init(_ text: String) { self.text = text }

  /// The text itself, for the one place that it is meant for.
  package func revealed() -> String { text }

  package var isEmpty: Bool { text.isEmpty }
}

extension SecretText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "•••" }
  package var debugDescription: String { "•••" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
