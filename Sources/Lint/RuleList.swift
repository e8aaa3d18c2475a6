/// Every rule, by family and id. A test holds it against the files of Rules/.
package let allRules: [any Rule.Type] = [
  // api
  APIDuration.self,
  APINameDNS.self,
  APIRemoved.self,
  APIType.self,
  APIUnknownField.self,
  APIUnknownVersion.self,

  // kust
  KustDuplicateKey.self, KustIdDuplicate.self, KustOrphanFile.self, KustResourceDirBare.self,
  KustResourceMissing.self, KustResourceTwice.self, KustUnknownField.self,

  // oci, git, helm

  // ref
  RefDependsMissing.self, RefKsPathMissing.self, RefSecretMissing.self, RefSecretNamespace.self,
  RefSourceKind.self,
  RefSourceMissing.self, RefSourceNamespace.self,

  // safe

  // sec

  // yaml, file, name, layout
  YAMLDuplicateKey.self, YAMLSyntax.self,
]
