/// Every rule, by family and id. A test holds it against the files of Rules/.
package let allRules: [any Rule.Type] = [
  // api
  APIAnnotationValue.self,
  APIDeprecated.self,
  APIDuplicateItem.self,
  APIDuration.self,
  APIEnum.self,
  APIExclusive.self,
  APIFlux1.self,
  APIGcrReceiver.self,
  APIIneffective.self,
  APIIntervalSmall.self,
  APIKindCase.self,
  APILabelType.self,
  APINameDNS.self,
  APIPostrenderDefault.self,
  APIProviderType.self,
  APIReleaseName.self,
  APIRemoved.self,
  APIRemovedField.self,
  APIRequired.self,
  APIStorageNamespace.self,
  APISuspendLeft.self,
  APITargetNamespacePrefix.self,
  APITooNew.self,
  APIType.self,
  APIUnknownField.self,
  APIUnknownGroup.self,
  APIUnknownVersion.self,
  APIValue.self,
  APIWaitTimeout.self,

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
  SecBase64InStringdata.self,
  SecBase64Invalid.self,
  SecBase64Newline.self,
  SecDataEmpty.self,
  SecDataNonString.self,
  SecDecodedStrayBytes.self,
  SecDecodedTrailingNewline.self,
  SecDockerAuthBase64.self,
  SecDockerAuthShape.self,
  SecDockerCredsstore.self,
  SecDockerDockercfgShape.self,
  SecDockerEntryEmpty.self,
  SecDockerHostMismatch.self,
  SecDockerNoAuths.self,
  SecDockerNotJson.self,
  SecDoubleBase64.self,
  SecKeyCase.self,
  SecKeyCharset.self,
  SecKeyLegacy.self,
  SecMasked.self,
  SecPlaceholder.self,
  SecPlainLooksBase64.self,
  SecStringdataClash.self,
  SecTypeMismatch.self,
  SecTypeMissingKey.self,
  SecTypeUnknown.self,

  // yaml, file, name, layout
  YAMLDuplicateKey.self, YAMLSyntax.self,
]
