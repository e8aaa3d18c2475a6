/// The commit that this build was made from; `make release` writes it, and any other build says so.
enum BuildCommit {
  static let hash = "unreleased"
}
