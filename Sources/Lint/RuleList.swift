/// Every rule, by family and id. A test holds it against the files of Rules/.
package let allRules: [any Rule.Type] = [
  // api

  // kust

  // oci, git, helm

  // ref

  // safe

  // sec

  // yaml, file, name, layout
  YAMLDuplicateKey.self
]
