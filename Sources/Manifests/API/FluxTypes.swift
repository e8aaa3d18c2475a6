// Made by tools/api-tables.py; NOTICE names the sources. Do not edit.
// swift-format-ignore-file

extension SchemaText {
  /// The kinds of Flux, every version that Flux 2.3 to 2.9 serves; minors are Flux's.
  package static let fluxTypes = SchemaText(#"""
~^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$
~^([a-zA-Z0-9_\-.\\\/]|\[[0-9]{1,5}\])+$
~^[\-._a-zA-Z0-9]+$
~^([0-9]+(\.[0-9]+)?(ms|s|m))+$
~^https?://
~^(http|https)://
~^(http|https)://.*$
~^(http|https|ssh)://.*$
~^(http|https|oci)://.*$
~^oci://.*$
&{annotations:%s,labels:%s}
&{apiVersion:s,kind!5-:s(HelmRepository|GitRepository|Bucket),name!:s<1:253>,namespace:s<1:63>}
&{provider:s(cosign|notation),secretRef:{name!:s}}
&{name!:s,namespace:s,readyExpr@7:s}
&{annotationSelector:s,group:s,kind:s,labelSelector:s,name:s,namespace:s,version:s}
&[{paths!:[s],target:&4;}]
&{ignore:&5;,mode:s(enabled|warn|disabled)}
&{ignoreTestFailures:b,remediateLastFailure:b,retries:i}
&{name!:s(RemediateOnFailure|RetryOnFailure),retryInterval:s~0;}
&{configMapRef@7:{name!:s},secretRef!-6:{key:s,name!:s}}
&{digest:s,name!:s,newName:s,newTag:s}
&{exclude:b,name!:s<1:253>}
&{enable:b,filters:[&11;],ignoreFailures:b,timeout:s~0;}
&{deletionPropagation:s(background|foreground|orphan),disableHooks:b,disableWait:b,keepHistory:b,timeout:s~0;}
&{ignoreTestFailures:b,remediateLastFailure:b,retries:i,strategy:s(rollback|uninstall)}
&{apiVersion:s,kind!:s(OCIRepository|HelmChart),name!:s<1:253>,namespace:s<1:63>}
&{crds:s(Skip|Create|CreateReplace),createNamespace:b,disableHooks:b,disableOpenAPIValidation:b,disableWait:b,disableWaitForJobs:b,remediation:&7;,replace:b,skipCRDs:b,timeout:s~0;}
&{from:s,op!:s(test|remove|add|replace|move|copy),path!:s,value:*}
&{patch!:[&17;],target!:&4;}
&{images:[&10;],patches:[{patch!:s,target:&4;}],patchesJson6902:[&18;],patchesStrategicMerge:[*]}
&{cleanupOnFail:b,disableHooks:b,disableWait:b,disableWaitForJobs:b,force:b,recreate:b,timeout:s~0;}
&{cleanupOnFail:b,crds:s(Skip|Create|CreateReplace),disableHooks:b,disableOpenAPIValidation:b,disableWait:b,disableWaitForJobs:b,force:b,preserveValues:b,remediation:&14;,timeout:s~0;}
&{kind!:s(Secret|ConfigMap),name!:s<1:253>,optional:b,targetPath:s~1;<:250>,valuesKey:s~2;<:253>}
&{alphabetical:{order:s(asc|desc)},numerical:{order:s(asc|desc)},semver:{range!:s}}
&{namespaceSelectors!:[{matchLabels:%s}]}
&{accessFrom:&24;,certSecretRef:{name!:s},exclusionList:[s]<:25>,image!:s,insecure:b,interval!:s~0;,provider:s(generic|aws|azure|gcp),proxySecretRef:{name!:s},secretRef:{name!:s},serviceAccountName:s<:253>,suspend:b,timeout:s~3;}
&{branch:s,commit:s,name:s,semver:s,tag:s}
&{branch:s,options:%s,refspec:s}
&{key!:s,operator!:s,values:[s]}
&{apiVersion:s,kind:s(GitRepository),name!:s,namespace:s}
&{path:s,strategy:s(Setters)}
&{apiVersion:s,kind!:s,name!:s,namespace:s}
&{kind!:s(Secret|ConfigMap),name!:s<1:253>,optional:b}
&{provider!:s(sops),secretRef:{name!:s}}
&{apiVersion:s,kind!5-:s(Bucket|GitRepository|Kustomization|HelmRelease|HelmChart|HelmRepository|ImageRepository|ImagePolicy|ImageUpdateAutomation|OCIRepository),matchLabels:%s,name!:s<1:53>,namespace:s<1:53>}
&{apiVersion:s,kind!:s(Bucket|GitRepository|Kustomization|HelmRelease|HelmChart|HelmRepository|ImageRepository|ImagePolicy|ImageUpdateAutomation|OCIRepository),matchLabels:%s,name!:s<1:253>,namespace:s<1:253>}
&{certSecretRef:{name!:s},endpoint!:s~6;,provider!:s(aws|ldap),secretRef:{name!:s}}
&{fromPath:s,repository!:{name!:s},toPath:s}
&{apiVersion:s,kind!:s(HelmRepository|GitRepository|Bucket),name!:s}
&{matchOIDCIdentity:[{issuer!:s,subject!:s}],provider:s(cosign|notation),secretRef:{name!:s}}
&{accessFrom:&24;,certSecretRef:{name!:s},insecure:b,interval:s~0;,passCredentials:b,provider:s(generic|aws|azure|gcp),secretRef:{name!:s},suspend:b,timeout:s~3;,type:s(default|oci),url!:s~8;}
&{mediaType:s,operation:s(extract|copy)}
&{digest:s,semver:s,semverFilter:s,tag:s}
=helm.toolkit.fluxcd.io/v2 HelmRelease {spec:{chart:{metadata:&0;,spec!:{chart!:s<1:2048>,ignoreMissingValuesFiles:b,interval:s~0;,reconcileStrategy:s(ChartVersion|Revision),sourceRef!:&1;,valuesFiles:[s],verify:&2;,version:s}},chartRef:{apiVersion:s,kind!:s(OCIRepository|HelmChart|ExternalArtifact@7),name!:s<1:253>,namespace:s<1:63>},commonMetadata@7:&0;,dependsOn:[&3;],driftDetection:&6;,healthCheckExprs@8:[{apiVersion!:s,current!:s,failed:s,inProgress:s,kind:s}],install:{crds:s(Skip|Create|CreateReplace),createNamespace:b,disableHooks:b,disableOpenAPIValidation:b,disableSchemaValidation@4:b,disableTakeOwnership@4:b,disableWait:b,disableWaitForJobs:b,remediation:&7;,replace:b,serverSideApply@8:b,skipCRDs:b,strategy@7:&8;,timeout:s~0;},interval!:s~0;,kubeConfig:&9;,maxHistory:i,persistentClient:b,postRenderStrategy@9:s(nohooks|combined|separate),postRenderers:[{kustomize:{images:[&10;],patches:[{patch!:s,target:&4;}]}}],releaseName:s<1:53>,rollback:{cleanupOnFail:b,disableHooks:b,disableWait:b,disableWaitForJobs:b,force:b,recreate:b,serverSideApply@8:s(enabled|disabled|auto),timeout:s~0;},serviceAccountName:s<1:253>,storageNamespace:s<1:63>,suspend:b,targetNamespace:s<1:63>,test:&12;,timeout:s~0;,uninstall:&13;,upgrade:{chartNameChangeStrategy@8:s(InPlaceUpdate|Reinstall),cleanupOnFail:b,crds:s(Skip|Create|CreateReplace),disableHooks:b,disableOpenAPIValidation:b,disableSchemaValidation@4:b,disableTakeOwnership@4:b,disableWait:b,disableWaitForJobs:b,force:b,preserveValues:b,remediation:&14;,serverSideApply@8:s(enabled|disabled|auto),strategy@7:&8;,timeout:s~0;},values:*,valuesFrom:[{kind!:s(Secret|ConfigMap),literal@9:b,name!:s<1:253>,optional:b,targetPath:s~1;<:250>,valuesKey:s~2;<:253>}],waitStrategy@8:{name!:s(poller|legacy)}}}
=helm.toolkit.fluxcd.io/v2beta1 HelmRelease {spec:{chart!5-:{metadata:&0;,spec!:{chart!:s,interval:s~0;,reconcileStrategy:s(ChartVersion|Revision),sourceRef!:&1;,valuesFile:s,valuesFiles:[s],verify:{provider:s(cosign),secretRef:{name!:s}},version:s}},chartRef:&15;,dependsOn:[{name!:s,namespace:s}],driftDetection:&6;,install:&16;,interval!:s~0;,kubeConfig:{secretRef!:{key:s,name!:s}},maxHistory:i,persistentClient:b,postRenderers:[{kustomize:&19;}],releaseName:s<1:53>,rollback:&20;,serviceAccountName:s,storageNamespace:s<1:63>,suspend:b,targetNamespace:s<1:63>,test:{enable:b,ignoreFailures:b,timeout:s~0;},timeout:s~0;,uninstall:&13;,upgrade:&21;,values:*,valuesFrom:[&22;]}}
=helm.toolkit.fluxcd.io/v2beta2 HelmRelease {spec:{chart:{metadata:&0;,spec!:{chart!:s<1:2048>,ignoreMissingValuesFiles:b,interval:s~0;,reconcileStrategy:s(ChartVersion|Revision),sourceRef!:&1;,valuesFile:s,valuesFiles:[s],verify:&2;,version:s}},chartRef:&15;,dependsOn:[{name!:s,namespace:s}],driftDetection:&6;,install:&16;,interval!:s~0;,kubeConfig:&9;,maxHistory:i,persistentClient:b,postRenderers:[{kustomize:&19;}],releaseName:s<1:53>,rollback:&20;,serviceAccountName:s<1:253>,storageNamespace:s<1:63>,suspend:b,targetNamespace:s<1:63>,test:&12;,timeout:s~0;,uninstall:&13;,upgrade:&21;,values:*,valuesFrom:[&22;]}}
=image.toolkit.fluxcd.io/v1 ImagePolicy {spec:{digestReflectionPolicy:s(Always|IfNotPresent|Never),filterTags:{extract:s,pattern:s},imageRepositoryRef!:{name!:s,namespace:s},interval:s~0;,policy!:&23;,suspend:b}}
=image.toolkit.fluxcd.io/v1 ImageRepository {spec:&25;}
=image.toolkit.fluxcd.io/v1 ImageUpdateAutomation {spec:{git:{checkout:{ref!:&26;},commit!:{author!:{email!:s,name:s},messageTemplate:s,messageTemplateValues:%s,signingKey:{secretRef!:{name!:s},type@8:s(gpg|ssh)}},push:&27;},interval!:s~0;,policySelector:{matchExpressions:[&28;],matchLabels:%s},sourceRef!:&29;,suspend:b,update:&30;}}
=image.toolkit.fluxcd.io/v1beta1 ImagePolicy {spec:{filterTags:{extract:s,pattern:s},imageRepositoryRef!:{name!:s,namespace:s},policy!:&23;}}
=image.toolkit.fluxcd.io/v1beta1 ImageRepository {spec:{accessFrom:&24;,certSecretRef:{name!:s},exclusionList:[s],image!:s,interval!:s~0;,secretRef:{name!:s},serviceAccountName:s<:253>,suspend:b,timeout:s~3;}}
=image.toolkit.fluxcd.io/v1beta1 ImageUpdateAutomation {spec:{git:{checkout:{ref!:&26;},commit!:{author!:{email!:s,name:s},messageTemplate:s,signingKey:{secretRef!:{name!:s}}},push:&27;},interval!:s~0;,sourceRef!:&29;,suspend:b,update:&30;}}
=image.toolkit.fluxcd.io/v1beta2 ImagePolicy {spec:{digestReflectionPolicy@6:s(Always|IfNotPresent|Never),filterTags:{extract:s,pattern:s},imageRepositoryRef!:{name!:s,namespace:s},interval@6:s~0;,policy!:&23;,suspend@6:b}}
=image.toolkit.fluxcd.io/v1beta2 ImageRepository {spec:&25;}
=image.toolkit.fluxcd.io/v1beta2 ImageUpdateAutomation {spec:{git:{checkout:{ref!:&26;},commit!:{author!:{email!:s,name:s},messageTemplate:s,messageTemplateValues:%s,signingKey:{secretRef!:{name!:s}}},push:&27;},interval!:s~0;,policySelector:{matchExpressions:[&28;],matchLabels:%s},sourceRef!:&29;,suspend:b,update:&30;}}
=kustomize.toolkit.fluxcd.io/v1 Kustomization {spec:{buildMetadata@9:[s(originAnnotations|transformerAnnotations)],commonMetadata:&0;,components:[s],decryption:{provider!:s(sops),secretRef:{name!:s},serviceAccountName@6:s},deletionPolicy@4:s(MirrorPrune|Delete|WaitForTermination@6|Orphan),dependsOn:[&3;],force:b,healthCheckExprs@4:[{apiVersion!:s,current!:s,failed:s,inProgress:s,kind!-7:s}],healthChecks:[&31;],ignore@9:&5;,ignoreMissingComponents@7:b,images:[&10;],interval!:s~0;,kubeConfig:&9;,namePrefix:s<1:200>,nameSuffix:s<1:200>,patches:[{patch!:s,target:&4;}],path:s,postBuild:{substitute:%s,substituteFrom:[&32;],substituteStrategy@9:s(WithVariables|Always)},prune!:b,retryInterval:s~0;,serviceAccountName:s,sourceRef!:{apiVersion:s,kind!:s(OCIRepository|GitRepository|Bucket|ExternalArtifact@7),name!:s,namespace:s},suspend:b,targetNamespace:s<1:63>,timeout:s~0;,wait:b}}
=kustomize.toolkit.fluxcd.io/v1beta1 Kustomization {spec:{decryption:&33;,dependsOn:[{name!:s,namespace:s}],force:b,healthChecks:[&31;],images:[&10;],interval!:s,kubeConfig:{secretRef!5-:{name!:s}},patches:[{patch!:s,target:&4;}],patchesJson6902:[&18;],patchesStrategicMerge:[*],path:s,postBuild:{substitute:%s,substituteFrom:[{kind!:s(Secret|ConfigMap),name!:s<1:253>}]},prune!:b,retryInterval:s,serviceAccountName:s,sourceRef!:{apiVersion:s,kind!:s(GitRepository|Bucket),name!:s,namespace:s},suspend:b,targetNamespace:s<1:63>,timeout:s,validation:s(none|client|server)}}
=kustomize.toolkit.fluxcd.io/v1beta2 Kustomization {spec:{commonMetadata:&0;,components:[s],decryption:&33;,dependsOn:[{name!:s,namespace:s}],force:b,healthChecks:[&31;],images:[&10;],interval!:s~0;,kubeConfig:&9;,patches:[{patch!:s,target:&4;}],patchesJson6902:[&18;],patchesStrategicMerge:[*],path:s,postBuild:{substitute:%s,substituteFrom:[&32;]},prune!:b,retryInterval:s~0;,serviceAccountName:s,sourceRef!:{apiVersion:s,kind!:s(OCIRepository|GitRepository|Bucket),name!:s,namespace:s},suspend:b,targetNamespace:s<1:63>,timeout:s~0;,validation:s(none|client|server),wait:b}}
=notification.toolkit.fluxcd.io/v1 Receiver {spec:{events:[s],interval:s~0;,oidcProviders@8:[{audience:s,issuerURL!:s~4;,validations!:[{expression!:s,message!:s}]<1:>,variables:[{expression!:s,name!:s}]}]k(issuerURL),resourceFilter@4:s,resources!:[{apiVersion:s,filter@8:s,kind!:s(Bucket|GitRepository|Kustomization|HelmRelease|HelmChart|HelmRepository|ImageRepository|ImagePolicy|ImageUpdateAutomation|OCIRepository|ArtifactGenerator@8|ExternalArtifact@8),matchLabels:%s,name!:s<1:253>,namespace:s<1:253>}],secretRef!-7:{name!:s},suspend:b,type!:s(generic|generic-hmac|generic-oidc@8|github|gitlab|bitbucket|harbor|dockerhub|quay|gcr|nexus|acr|cdevents)}}
=notification.toolkit.fluxcd.io/v1beta1 Alert {spec:{eventSeverity:s(info|error),eventSources!:[&34;],exclusionList:[s],providerRef!:{name!:s},summary:s,suspend:b}}
=notification.toolkit.fluxcd.io/v1beta1 Provider {spec:{address:s~5;,certSecretRef:{name!:s},channel:s,proxy:s~5;,secretRef:{name!:s},suspend:b,timeout:s~3;,type!:s(slack|discord|msteams|rocket|generic|generic-hmac|github|gitlab|bitbucket|azuredevops|googlechat|webex|sentry|azureeventhub|telegram|lark|matrix|opsgenie|alertmanager|grafana|githubdispatch),username:s}}
=notification.toolkit.fluxcd.io/v1beta1 Receiver {spec:{events:[s],resources!:[&34;],secretRef!5-:{name!:s},suspend:b,type!:s(generic|generic-hmac|github|gitlab|bitbucket|harbor|dockerhub|quay|gcr|nexus|acr)}}
=notification.toolkit.fluxcd.io/v1beta2 Alert {spec:{eventMetadata:%s,eventSeverity:s(info|error),eventSources!:[&35;],exclusionList:[s],inclusionList:[s],providerRef!:{name!:s},summary:s<:255>,suspend:b}}
=notification.toolkit.fluxcd.io/v1beta2 Provider {spec:{address:s<:2048>,certSecretRef:{name!:s},channel:s<:2048>,interval:s~0;,proxy:s~6;<:2048>,secretRef:{name!:s},suspend:b,timeout:s~3;,type!:s(slack|discord|msteams|rocket|generic|generic-hmac|github|gitlab|gitea|bitbucketserver|bitbucket|azuredevops|googlechat|googlepubsub|webex|sentry|azureeventhub|telegram|lark|matrix|opsgenie|alertmanager|grafana|githubdispatch|pagerduty|datadog),username:s<:2048>}}
=notification.toolkit.fluxcd.io/v1beta2 Receiver {spec:{events:[s],interval:s~0;,resources!:[&35;],secretRef!5-:{name!:s},suspend:b,type!:s(generic|generic-hmac|github|gitlab|bitbucket|harbor|dockerhub|quay|gcr|nexus|acr)}}
=notification.toolkit.fluxcd.io/v1beta3 Alert {spec:{eventMetadata:%s,eventSeverity:s(info|error),eventSources!:[{apiVersion:s,kind!:s(Bucket|GitRepository|Kustomization|HelmRelease|HelmChart|HelmRepository|ImageRepository|ImagePolicy|ImageUpdateAutomation|OCIRepository|ArtifactGenerator@8|ExternalArtifact@8),matchLabels:%s,name!:s<1:253>,namespace:s<1:253>}],exclusionList:[s],inclusionList:[s],providerRef!:{name!:s},summary:s<:255>,suspend:b}}
=notification.toolkit.fluxcd.io/v1beta3 Provider {spec:{address:s<:2048>,certSecretRef:{name!:s},channel:s<:2048>,commitStatusExpr@6:s,interval:s~0;,proxy:s~6;<:2048>,proxySecretRef@7:{name!:s},secretRef:{name!:s},serviceAccountName@6:s,suspend:b,timeout:s~3;,type!:s(slack|discord|msteams|rocket|generic|generic-hmac|github|gitlab|gitea|giteapullrequestcomment@8|bitbucketserver|bitbucket|azuredevops|googlechat|googlepubsub|webex|sentry|azureeventhub|telegram|lark|matrix|opsgenie|alertmanager|grafana|githubdispatch|githubpullrequestcomment@8|gitlabmergerequestcomment@8|pagerduty|datadog|nats|zulip@7|otel@7),username:s<:2048>}}
=source.extensions.fluxcd.io/v1beta1 ArtifactGenerator {spec:{artifacts!:[{copy!:[{exclude:[s]<:100>,from!:s<:1024>,optional:b,strategy:s(Overwrite|Merge|Extract),to!:s<:1024>}]<1:>,name!:s<:253>,originRevision:s<:64>,revision:s<:64>}]<1:1000>,commonMetadata:&0;,pathPattern:s,sources!:[{alias!:s<:63>,kind!:s(Bucket|GitRepository|OCIRepository|HelmChart|ExternalArtifact),name!:s<:253>,namespace:s<1:63>}]<1:1000>}}
=source.toolkit.fluxcd.io/v1 Bucket {spec:{bucketName!:s,certSecretRef:{name!:s},endpoint!:s,ignore:s,insecure:b,interval!:s~0;,prefix:s,provider:s(generic|aws|gcp|azure),proxySecretRef:{name!:s},region:s,secretRef:{name!:s},serviceAccountName@7:s,sts:&36;,suspend:b,timeout:s~3;}}
=source.toolkit.fluxcd.io/v1 ExternalArtifact {spec:{sourceRef:&31;}}
=source.toolkit.fluxcd.io/v1 GitRepository {spec:{ignore:s,include:[&37;],interval!:s~0;,provider@4:s(generic|aws@8|azure|github),proxySecretRef:{name!:s},recurseSubmodules:b,ref:&26;,secretRef:{name!:s},serviceAccountName@7:s,sparseCheckout@6:[s],suspend:b,timeout:s~3;,url!:s~7;,verify:{mode:s(head|HEAD|Tag|TagAndHEAD),secretRef!:{name!:s}}}}
=source.toolkit.fluxcd.io/v1 HelmChart {spec:{chart!:s,ignoreMissingValuesFiles:b,interval!:s~0;,reconcileStrategy:s(ChartVersion|Revision),sourceRef!:&38;,suspend:b,valuesFiles:[s],verify:&39;,version:s}}
=source.toolkit.fluxcd.io/v1 HelmRepository {spec:&40;}
=source.toolkit.fluxcd.io/v1 OCIRepository {spec:{certSecretRef:{name!:s},ignore:s,insecure:b,interval!:s~0;,layerSelector:&41;,provider:s(generic|aws|azure|gcp),proxySecretRef:{name!:s},ref:&42;,secretRef:{name!:s},serviceAccountName:s,suspend:b,timeout:s~3;,url!:s~9;,verify:{matchOIDCIdentity:[{issuer!:s,subject!:s}],provider:s(cosign|notation),secretRef:{name!:s},trustedRootSecretRef@9:{name!:s}}}}
=source.toolkit.fluxcd.io/v1beta1 Bucket {spec:{accessFrom:&24;,bucketName!:s,endpoint!:s,ignore:s,insecure:b,interval!:s,provider:s(generic|aws|gcp),region:s,secretRef:{name!:s},suspend:b,timeout:s}}
=source.toolkit.fluxcd.io/v1beta1 GitRepository {spec:{accessFrom:&24;,gitImplementation:s(go-git|libgit2),ignore:s,include:[&37;],interval!:s,recurseSubmodules:b,ref:{branch:s,commit:s,semver:s,tag:s},secretRef:{name!:s},suspend:b,timeout:s,url!:s~7;,verify:{mode!:s(head),secretRef:{name!:s}}}}
=source.toolkit.fluxcd.io/v1beta1 HelmChart {spec:{accessFrom:&24;,chart!:s,interval!:s,reconcileStrategy:s(ChartVersion|Revision),sourceRef!:&38;,suspend:b,valuesFile:s,valuesFiles:[s],version:s}}
=source.toolkit.fluxcd.io/v1beta1 HelmRepository {spec:{accessFrom:&24;,interval!:s,passCredentials:b,secretRef:{name!:s},suspend:b,timeout:s,url!:s}}
=source.toolkit.fluxcd.io/v1beta2 Bucket {spec:{accessFrom:&24;,bucketName!:s,certSecretRef@4:{name!:s},endpoint!:s,ignore:s,insecure:b,interval!:s~0;,prefix:s,provider:s(generic|aws|gcp|azure),proxySecretRef@4:{name!:s},region:s,secretRef:{name!:s},sts@4:&36;,suspend:b,timeout:s~3;}}
=source.toolkit.fluxcd.io/v1beta2 GitRepository {spec:{accessFrom:&24;,gitImplementation:s(go-git|libgit2),ignore:s,include:[&37;],interval!:s~0;,recurseSubmodules:b,ref:&26;,secretRef:{name!:s},suspend:b,timeout:s~3;,url!:s~7;,verify:{mode!:s(head),secretRef!:{name!:s}}}}
=source.toolkit.fluxcd.io/v1beta2 HelmChart {spec:{accessFrom:&24;,chart!:s,ignoreMissingValuesFiles:b,interval!:s~0;,reconcileStrategy:s(ChartVersion|Revision),sourceRef!:&38;,suspend:b,valuesFile:s,valuesFiles:[s],verify:&39;,version:s}}
=source.toolkit.fluxcd.io/v1beta2 HelmRepository {spec:&40;}
=source.toolkit.fluxcd.io/v1beta2 OCIRepository {spec:{certSecretRef:{name!:s},ignore:s,insecure:b,interval!:s~0;,layerSelector:&41;,provider:s(generic|aws|azure|gcp),proxySecretRef@4:{name!:s},ref:&42;,secretRef:{name!:s},serviceAccountName:s,suspend:b,timeout:s~3;,url!:s~9;,verify:&39;}}
"""#)
}
