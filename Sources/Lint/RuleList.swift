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
  KustAbsolutePath.self, KustAPIVersion.self, KustAPIVersionMissing.self, KustComponentMixup.self,
  KustCycle.self, KustDeprecatedField.self, KustDuplicateKey.self, KustEmpty.self, KustEntrySpace.self,
  KustFieldCase.self, KustFileName.self, KustFluxKind.self, KustGeneratedNotManifest.self,
  KustGeneratedPath.self, KustGeneratorFileMissing.self, KustGlob.self, KustHelmcharts.self,
  KustIdDuplicate.self, KustImageTagType.self, KustMultiDocument.self, KustMultipleFiles.self,
  KustNotAList.self, KustNotManifest.self, KustNullEntry.self, KustOrphanFile.self, KustOutsideRoot.self,
  KustParentMissing.self, KustPatchMissing.self, KustRemote.self, KustRemoteUnpinned.self,
  KustResourceCase.self, KustResourceDirBare.self, KustResourceEmpty.self, KustResourceMissing.self,
  KustResourceTwice.self, KustRootShadow.self, KustSelf.self, KustSort.self, KustUnknownField.self,

  // oci, git, helm

  // ref
  RefDependsMissing.self, RefKsPathMissing.self, RefSecretMissing.self, RefSecretNamespace.self,
  RefSourceKind.self,
  RefSourceMissing.self, RefSourceNamespace.self,

  // safe

  // sec

  // yaml, file, name, layout
  YAMLBOM.self, YAMLCRLF.self, YAMLDuplicateKey.self, YAMLImplicitType.self, YAMLSyntax.self,
  YAMLTemplateMarkers.self,
]
