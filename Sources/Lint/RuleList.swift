/// Every rule, by family and id. A test holds it against the files of Rules/.
package let allRules: [any Rule.Type] = [
  YAMLDuplicateKey.self
]
