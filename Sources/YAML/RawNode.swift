/// One node of a parsed file: 24 bytes, in the order of the text, a container before what it holds.
struct RawNode: Equatable {
  enum Kind: UInt8 { case scalar, sequence, mapping, alias }

  /// `value` points into the pool of decoded text instead of the source.
  static let inPool: UInt16 = 1
  static let hasAnchor: UInt16 = 2
  static let hasTag: UInt16 = 4

  var kind: Kind
  var style: UInt8
  var flags: UInt16
  /// First byte of the content, after any anchor and tag.
  var start: UInt32
  /// One past the last byte of the content; trailing blank lines and comments are not content.
  var end: UInt32
  /// Scalar: offset of the decoded value. Alias: index of the node it stands for.
  var value: UInt32
  /// Scalar: bytes of the decoded value. Container: entries or elements.
  var length: UInt32
  /// Index of the first node after this one and all that it holds.
  var next: UInt32
}
