/// Every rule, by family and id. A test holds it against the files of Rules/.
package let allRules: [any Rule.Type] = [
  // api

  // kust
  KustDuplicateKey.self, KustIdDuplicate.self, KustOrphanFile.self, KustResourceDirBare.self,
  KustResourceMissing.self, KustResourceTwice.self, KustUnknownField.self,

  // oci, git, helm
  OciTypeMismatch.self,
  OciTypeMissing.self,
  OciUrlRepeatsChart.self,
  OciUrlTag.self,

  // ref
  RefDependsMissing.self, RefKsPathMissing.self, RefSecretMissing.self, RefSecretNamespace.self,
  RefSourceKind.self,
  RefSourceMissing.self, RefSourceNamespace.self,

  // safe
  SafePlainSecret.self,
  SafeTokenPattern.self,

  // sec
  SecBase64Invalid.self,
  SecBase64Newline.self,
  SecDataNonString.self,
  SecDockerAuthBase64.self,
  SecDockerAuthShape.self,
  SecDockerCredsstore.self,
  SecDockerDockercfgShape.self,
  SecDockerEntryEmpty.self,
  SecDockerHostMismatch.self,
  SecDockerNoAuths.self,
  SecDockerNotJson.self,
  SecKeyCase.self,
  SecMasked.self,
  SecPlaceholder.self,
  SecTypeMismatch.self,
  SecTypeMissingKey.self,

  // yaml, file, name, layout
  YAMLDuplicateKey.self, YAMLSyntax.self,
]
