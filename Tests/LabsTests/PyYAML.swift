import Foundation

/// PyYAML, a reader of YAML 1.1 that shares nothing with libyaml's scanner here.
enum PyYAML {
  static let isPresent: Bool = (try? run("import yaml", input: Data()))?.status == 0

  /// The indices of the texts in which PyYAML finds no string that is `wanted`, or cannot read.
  static func misread(_ files: [(text: [UInt8], wanted: String)]) throws -> [Int] {
    let input = try JSONSerialization.data(
      withJSONObject: files.map { file in
        [Data(file.text).base64EncodedString(), Data(file.wanted.utf8).base64EncodedString()]
      })
    let result = try run(script, input: input)
    guard result.status == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: result.output, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
  }

  /// The indices of the texts whose scalars PyYAML reads in another way, or those at `strings` not as strings.
  static func misread(_ files: [(text: [UInt8], scalars: [String], strings: [Int])]) throws -> [Int] {
    let input = try JSONSerialization.data(
      withJSONObject: files.map { file -> [Any] in
        [
          Data(file.text).base64EncodedString(),
          file.scalars.map { Data($0.utf8).base64EncodedString() }, file.strings,
        ]
      })
    let result = try run(scalarScript, input: input)
    guard result.status == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: result.output, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
  }

  private static let scalarScript = """
    import base64, json, sys, yaml
    def scalars(node):
        if isinstance(node, yaml.ScalarNode): yield node
        elif isinstance(node, yaml.MappingNode):
            for k, v in node.value:
                yield from scalars(k); yield from scalars(v)
        else:
            for v in node.value: yield from scalars(v)
    for index, (text, wanted, strings) in enumerate(json.load(sys.stdin)):
        wanted = [base64.b64decode(w).decode() for w in wanted]
        try:
            found = [s for d in yaml.compose_all(base64.b64decode(text), Loader=yaml.SafeLoader) for s in scalars(d)]
            right = [s.value for s in found] == wanted
            if not right or any(found[i].tag != "tag:yaml.org,2002:str" for i in strings): print(index)
        except Exception as error:
            print(index)
    """

  private static let script = """
    import base64, json, sys, yaml
    def strings(value):
        if isinstance(value, str): yield value
        elif isinstance(value, dict):
            for k, v in value.items():
                yield from strings(k); yield from strings(v)
        elif isinstance(value, (list, tuple)):
            for v in value: yield from strings(v)
    for index, (text, wanted) in enumerate(json.load(sys.stdin)):
        wanted = base64.b64decode(wanted).decode()
        try:
            found = list(yaml.load_all(base64.b64decode(text), Loader=yaml.SafeLoader))
            if wanted not in list(strings(found)): print(index)
        except Exception as error:
            print(index)
    """

  private static func run(_ code: String, input: Data) throws -> (status: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", code]
    let (standardInput, output) = (Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    standardInput.fileHandleForWriting.write(input)
    try standardInput.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, data)
  }
}
