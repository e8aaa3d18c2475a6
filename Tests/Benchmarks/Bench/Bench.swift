#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The measuring programs behind `make bench` and `make fuzz`; no part of the product.
@main
struct Bench {
  static let usage = """
    usage: bench read DIR    walk, and read every YAML file
           bench scan DIR    the same, and libyaml's events of each: the bare scan
           bench tree DIR    the same, and the nodes with their ranges instead
           bench agree DIR SEED COUNT
                             each YAML file and COUNT random changes of it, by every reader that takes it
           bench time FILE PROGRAM [ARGUMENT…]
                             run a program; wall and CPU microseconds and peak KiB go to FILE

    """

  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else { fail(usage, 2) }
    switch arguments[1] {
    case "read": report(BareWalk(.read).run(arguments[2]))
    case "scan": report(BareWalk(.scan).run(arguments[2]))
    case "tree": report(BareWalk(.tree).run(arguments[2]))
    case "agree" where arguments.count == 5:
      guard let seed = UInt64(arguments[3]), let count = Int(arguments[4]) else { fail(usage, 2) }
      exit(Agreement(seed: seed).run(arguments[2], count))
    case "time" where arguments.count >= 4:
      exit(Stopwatch.run(Array(arguments[3...]), writing: arguments[2]))
    default: fail(usage, 2)
    }
  }

  /// What was counted, so that no work can be left out unseen.
  private static func report(_ walk: BareWalk) {
    print("\(walk.files) files, \(walk.bytes) bytes, \(walk.count) events or nodes")
  }

  static func fail(_ text: String, _ status: Int32) -> Never {
    _ = text.withCString { write(2, $0, strlen($0)) }
    exit(status)
  }
}
