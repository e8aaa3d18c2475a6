// Made by tools/api-tables.py; NOTICE names the sources. Do not edit.
// swift-format-ignore-file

extension SchemaText {
  /// Kubernetes' own kinds: what v1.35 to v1.37 serve.
  package static let coreTypes = SchemaText(#"""
&{failurePolicy:s,matchConditions:[&1;]k(name),matchConstraints:&2;,mutations:[&6;],paramKind:&9;,reinvocationPolicy:s,variables:[&10;]}
&{expression!:s,name!:s}
&{excludeResourceRules:[&3;],matchPolicy:s,namespaceSelector:&4;,objectSelector:&4;,resourceRules:[&3;]}
&{apiGroups:[s],apiVersions:[s],operations:[s],resourceNames:[s],resources:[s],scope:s}
&{matchExpressions:[&5;],matchLabels:%s}
&{key!:s,operator!:s,values:[s]}
&{applyConfiguration:&7;,jsonPatch:&8;,patchType!:s}
&{expression:s}
&{expression:s}
&{apiVersion:s,kind:s}
&{expression!:s,name!:s}
&{matchResources:&2;,paramRef:&12;,policyName:s}
&{name:s,namespace:s,parameterNotFoundAction:s,selector:&4;}
&{admissionReviewVersions!:[s],clientConfig!:&14;,failurePolicy:s,matchConditions:[&1;]k(name),matchPolicy:s,name!:s,namespaceSelector:&4;,objectSelector:&4;,reinvocationPolicy:s,rules:[&16;],sideEffects!:s,timeoutSeconds:i}
&{caBundle:s,service:&15;,url:s}
&{name!:s,namespace!:s,path:s,port:i}
&{apiGroups:[s],apiVersions:[s],operations:[s],resources:[s],scope:s}
&{auditAnnotations:[&18;],failurePolicy:s,matchConditions:[&1;]k(name),matchConstraints:&2;,paramKind:&9;,validations:[&19;],variables:[&10;]k(name)}
&{key!:s,valueExpression!:s}
&{expression!:s,message:s,messageExpression:s,reason:s}
&{matchResources:&2;,paramRef:&12;,policyName:s,validationActions:[s]}
&{admissionReviewVersions!:[s],clientConfig!:&14;,failurePolicy:s,matchConditions:[&1;]k(name),matchPolicy:s,name!:s,namespaceSelector:&4;,objectSelector:&4;,rules:[&16;],sideEffects!:s,timeoutSeconds:i}
&{failurePolicy:s,matchConditions:[&23;]k(name),matchConstraints:&24;,mutations:[&26;],paramKind:&29;,reinvocationPolicy:s,variables:[&30;]}
&{expression!:s,name!:s}
&{excludeResourceRules:[&25;],matchPolicy:s,namespaceSelector:&4;,objectSelector:&4;,resourceRules:[&25;]}
&{apiGroups:[s],apiVersions:[s],operations:[s],resourceNames:[s],resources:[s],scope:s}
&{applyConfiguration:&27;,jsonPatch:&28;,patchType!:s}
&{expression:s}
&{expression:s}
&{apiVersion:s,kind:s}
&{expression!:s,name!:s}
&{matchResources:&24;,paramRef:&32;,policyName:s}
&{name:s,namespace:s,parameterNotFoundAction:s,selector:&4;}
&{failurePolicy:s,matchConditions:[&34;]k(name),matchConstraints:&35;,mutations:[&37;],paramKind:&40;,reinvocationPolicy:s,variables:[&41;]}
&{expression!:s,name!:s}
&{excludeResourceRules:[&36;],matchPolicy:s,namespaceSelector:&4;,objectSelector:&4;,resourceRules:[&36;]}
&{apiGroups:[s],apiVersions:[s],operations:[s],resourceNames:[s],resources:[s],scope:s}
&{applyConfiguration:&38;,jsonPatch:&39;,patchType!:s}
&{expression:s}
&{expression:s}
&{apiVersion:s,kind:s}
&{expression!:s,name!:s}
&{matchResources:&35;,paramRef:&43;,policyName:s}
&{name:s,namespace:s,parameterNotFoundAction:s,selector:&4;}
&{conversion:&45;,group!:s,names!:&49;,preserveUnknownFields:b,scope!:s,versions!:[&50;]}
&{strategy!:s,webhook:&46;}
&{clientConfig:&47;,conversionReviewVersions!:[s]}
&{caBundle:s,service:&48;,url:s}
&{name!:s,namespace!:s,path:s,port:i}
&{categories:[s],kind!:s,listKind:s,plural!:s,shortNames:[s],singular:s}
&{additionalPrinterColumns:[&51;],deprecated:b,deprecationWarning:s,name!:s,schema:&52;,selectableFields:[&60;],served!:b,storage!:b,subresources:&61;}
&{description:s,format:s,jsonPath!:s,name!:s,priority:i,type!:s}
&{openAPIV3Schema:&53;}
&{$ref:s,$schema:s,additionalItems:&54;,additionalProperties:&54;,allOf:[&53;],anyOf:[&53;],default:&55;,definitions:%&53;,dependencies:%&56;,description:s,enum:[&55;],example:&55;,exclusiveMaximum:b,exclusiveMinimum:b,externalDocs:&57;,format:s,id:s,items:&58;,maxItems:i,maxLength:i,maxProperties:i,maximum:n,minItems:i,minLength:i,minProperties:i,minimum:n,multipleOf:n,not:&53;,nullable:b,oneOf:[&53;],pattern:s,patternProperties:%&53;,properties:%&53;,required:[s],title:s,type:s,uniqueItems:b,x-kubernetes-embedded-resource:b,x-kubernetes-int-or-string:b,x-kubernetes-list-map-keys:[s],x-kubernetes-list-type:s,x-kubernetes-map-type:s,x-kubernetes-preserve-unknown-fields:b,x-kubernetes-validations:[&59;]k(rule)}
&*
&*
&*
&{description:s,url:s}
&*
&{fieldPath:s,message:s,messageExpression:s,optionalOldSelf:b,reason:s,rule!:s}
&{jsonPath!:s}
&{scale:&62;,status:&63;}
&{labelSelectorPath:s,specReplicasPath!:s,statusReplicasPath!:s}
&{...}
&{caBundle:s,group:s,groupPriorityMinimum!:i,insecureSkipTLSVerify:b,service:&65;,version:s,versionPriority!:i}
&{name:s,namespace:s,port:i}
&{...}
&{minReadySeconds:i,revisionHistoryLimit:i,selector!:&4;,template!:&68;,updateStrategy:&180;}
&{metadata:&69;,spec:&73;}
&{annotations:%s,creationTimestamp:s,deletionGracePeriodSeconds:i,deletionTimestamp:s,finalizers:[s],generateName:s,generation:i,labels:%s,managedFields:[&70;],name:s,namespace:s,ownerReferences:[&72;]k(uid),resourceVersion:s,selfLink:s,uid:s}
&{apiVersion:s,fieldsType:s,fieldsV1:&71;,manager:s,operation:s,subresource:s,time:s}
&{...}
&{apiVersion!:s,blockOwnerDeletion:b,controller:b,kind!:s,name!:s,uid!:s}
&{activeDeadlineSeconds:i,affinity:&74;,automountServiceAccountToken:b,containers!:[&84;]k(name),dnsConfig:&119;,dnsPolicy:s,enableServiceLinks:b,ephemeralContainers:[&121;]k(name),evictionResponders:[&122;]k(name),hostAliases:[&123;]k(ip),hostIPC:b,hostNetwork:b,hostPID:b,hostUsers:b,hostname:s,hostnameOverride:s,imagePullSecrets:[&124;]k(name),initContainers:[&84;]k(name),nodeName:s,nodeSelector:%s,os:&125;,overhead:%q,preemptionPolicy:s,priority:i,priorityClassName:s,readinessGates:[&126;],resourceClaims:[&127;]k(name),resources:&107;,restartPolicy:s,runtimeClassName:s,schedulerName:s,schedulingGates:[&128;]k(name),schedulingGroup:&129;,securityContext:&130;,serviceAccount:s,serviceAccountName:s,setHostnameAsFQDN:b,shareProcessNamespace:b,subdomain:s,terminationGracePeriodSeconds:i,tolerations:[&132;],topologySpreadConstraints:[&133;]k(topologyKey|whenUnsatisfiable),volumes:[&134;]k(name),workloadRef:&179;}
&{nodeAffinity:&75;,podAffinity:&80;,podAntiAffinity:&83;}
&{preferredDuringSchedulingIgnoredDuringExecution:[&76;],requiredDuringSchedulingIgnoredDuringExecution:&79;}
&{preference!:&77;,weight!:i}
&{matchExpressions:[&78;],matchFields:[&78;]}
&{key!:s,operator!:s,values:[s]}
&{nodeSelectorTerms!:[&77;]}
&{preferredDuringSchedulingIgnoredDuringExecution:[&81;],requiredDuringSchedulingIgnoredDuringExecution:[&82;]}
&{podAffinityTerm!:&82;,weight!:i}
&{labelSelector:&4;,matchLabelKeys:[s],mismatchLabelKeys:[s],namespaceSelector:&4;,namespaces:[s],topologyKey!:s}
&{preferredDuringSchedulingIgnoredDuringExecution:[&81;],requiredDuringSchedulingIgnoredDuringExecution:[&82;]}
&{args:[s],command:[s],env:[&85;]k(name),envFrom:[&92;],image:s,imagePullPolicy:s,lifecycle:&95;,livenessProbe:&102;,name!:s,ports:&105;,readinessProbe:&102;,resizePolicy:[&106;],resources:&107;,restartPolicy:s,restartPolicyRules:[&109;],securityContext:&111;,startupProbe:&102;,stdin:b,stdinOnce:b,terminationMessagePath:s,terminationMessagePolicy:s,tty:b,volumeDevices:[&117;]k(devicePath),volumeMounts:[&118;]k(mountPath),workingDir:s}
&{name!:s,value:s,valueFrom:&86;}
&{configMapKeyRef:&87;,fieldRef:&88;,fileKeyRef:&89;,resourceFieldRef:&90;,secretKeyRef:&91;}
&{key!:s,name:s,optional:b}
&{apiVersion:s,fieldPath!:s}
&{key!:s,optional:b,path!:s,volumeName!:s}
&{containerName:s,divisor:q,resource!:s}
&{key!:s,name:s,optional:b}
&{configMapRef:&93;,prefix:s,secretRef:&94;}
&{name:s,optional:b}
&{name:s,optional:b}
&{postStart:&96;,preStop:&96;,stopSignal:s}
&{exec:&97;,httpGet:&98;,sleep:&100;,tcpSocket:&101;}
&{command:[s]}
&{host:s,httpHeaders:[&99;],path:s,port!:x,protocol:s,scheme:s}
&{name!:s,value!:s}
&{seconds!:i}
&{host:s,port!:x}
&{exec:&97;,failureThreshold:i,grpc:&103;,httpGet:&98;,initialDelaySeconds:i,periodSeconds:i,successThreshold:i,tcpSocket:&101;,terminationGracePeriodSeconds:i,timeoutSeconds:i}
&{mode:s,port!:i,service:s}
&{containerPort!:i,hostIP:s,hostPort:i,name:s,protocol:s}
&[&104;]k(containerPort|protocol)
&{resourceName!:s,restartPolicy!:s}
&{claims:[&108;]k(name),limits:%q,requests:%q}
&{name!:s,request:s}
&{action!:s,exitCodes:&110;}
&{operator!:s,values:[i]}
&{allowPrivilegeEscalation:b,appArmorProfile:&112;,capabilities:&113;,privileged:b,procMount:s,readOnlyRootFilesystem:b,runAsGroup:i,runAsNonRoot:b,runAsUser:i,seLinuxOptions:&114;,seccompProfile:&115;,windowsOptions:&116;}
&{localhostProfile:s,type!:s}
&{add:[s],drop:[s]}
&{level:s,role:s,type:s,user:s}
&{localhostProfile:s,type!:s}
&{gmsaCredentialSpec:s,gmsaCredentialSpecName:s,hostProcess:b,runAsUserName:s}
&{devicePath!:s,name!:s}
&{bindMountOptions:[s],mountPath!:s,mountPropagation:s,name!:s,readOnly:b,recursiveReadOnly:s,subPath:s,subPathExpr:s}
&{nameservers:[s],options:[&120;],searches:[s]}
&{name:s,value:s}
&{args:[s],command:[s],env:[&85;]k(name),envFrom:[&92;],image:s,imagePullPolicy:s,lifecycle:&95;,livenessProbe:&102;,name!:s,ports:&105;,readinessProbe:&102;,resizePolicy:[&106;],resources:&107;,restartPolicy:s,restartPolicyRules:[&109;],securityContext:&111;,startupProbe:&102;,stdin:b,stdinOnce:b,targetContainerName:s,terminationMessagePath:s,terminationMessagePolicy:s,tty:b,volumeDevices:[&117;]k(devicePath),volumeMounts:[&118;]k(mountPath),workingDir:s}
&{name!:s,priority!:i}
&{hostnames:[s],ip!:s}
&{name:s}
&{name!:s}
&{conditionType!:s}
&{name!:s,resourceClaimName:s,resourceClaimTemplateName:s}
&{name!:s}
&{podGroupName:s}
&{appArmorProfile:&112;,fsGroup:i,fsGroupChangePolicy:s,runAsGroup:i,runAsNonRoot:b,runAsUser:i,seLinuxChangePolicy:s,seLinuxOptions:&114;,seccompProfile:&115;,supplementalGroups:[i],supplementalGroupsPolicy:s,sysctls:[&131;],windowsOptions:&116;}
&{name!:s,value!:s}
&{effect:s,key:s,operator:s,tolerationSeconds:i,value:s}
&{labelSelector:&4;,matchLabelKeys:[s],maxSkew!:i,minDomains:i,nodeAffinityPolicy:s,nodeTaintsPolicy:s,topologyKey!:s,whenUnsatisfiable!:s}
&{awsElasticBlockStore:&135;,azureDisk:&136;,azureFile:&137;,cephfs:&138;,cinder:&139;,configMap:&140;,csi:&142;,downwardAPI:&143;,emptyDir:&145;,ephemeral:&146;,fc:&152;,flexVolume:&153;,flocker:&154;,gcePersistentDisk:&155;,gitRepo:&156;,glusterfs:&157;,hostPath:&158;,image:&159;,iscsi:&160;,name!:s,nfs:&161;,persistentVolumeClaim:&162;,photonPersistentDisk:&163;,portworxVolume:&164;,projected:&165;,quobyte:&173;,rbd:&174;,scaleIO:&175;,secret:&176;,storageos:&177;,vsphereVolume:&178;}
&{fsType:s,partition:i,readOnly:b,volumeID!:s}
&{cachingMode:s,diskName!:s,diskURI!:s,fsType:s,kind:s,readOnly:b}
&{readOnly:b,secretName!:s,shareName!:s}
&{monitors!:[s],path:s,readOnly:b,secretFile:s,secretRef:&124;,user:s}
&{fsType:s,readOnly:b,secretRef:&124;,volumeID!:s}
&{defaultMode:i,defaultUser:i,items:[&141;],name:s,optional:b}
&{key!:s,mode:i,path!:s,user:i}
&{driver!:s,fsType:s,nodePublishSecretRef:&124;,readOnly:b,volumeAttributes:%s}
&{defaultMode:i,defaultUser:i,items:[&144;]}
&{fieldRef:&88;,mode:i,path!:s,resourceFieldRef:&90;,user:i}
&{medium:s,mode:i,sizeLimit:q}
&{volumeClaimTemplate:&147;}
&{metadata:&69;,spec!:&148;}
&{accessModes:[s],dataSource:&149;,dataSourceRef:&150;,resources:&151;,selector:&4;,storageClassName:s,volumeAttributesClassName:s,volumeMode:s,volumeName:s}
&{apiGroup:s,kind!:s,name!:s}
&{apiGroup:s,kind!:s,name!:s,namespace:s}
&{limits:%q,requests:%q}
&{fsType:s,lun:i,readOnly:b,targetWWNs:[s],wwids:[s]}
&{driver!:s,fsType:s,options:%s,readOnly:b,secretRef:&124;}
&{datasetName:s,datasetUUID:s}
&{fsType:s,partition:i,pdName!:s,readOnly:b}
&{directory:s,repository!:s,revision:s}
&{endpoints!:s,path!:s,readOnly:b}
&{path!:s,type:s}
&{pullPolicy:s,reference:s}
&{chapAuthDiscovery:b,chapAuthSession:b,fsType:s,initiatorName:s,iqn!:s,iscsiInterface:s,lun!:i,portals:[s],readOnly:b,secretRef:&124;,targetPortal!:s}
&{path!:s,readOnly:b,server!:s}
&{claimName!:s,readOnly:b}
&{fsType:s,pdID!:s}
&{fsType:s,readOnly:b,volumeID!:s}
&{defaultMode:i,defaultUser:i,sources:[&166;]}
&{clusterTrustBundle:&167;,configMap:&168;,downwardAPI:&169;,podCertificate:&170;,secret:&171;,serviceAccountToken:&172;}
&{labelSelector:&4;,name:s,optional:b,path!:s,signerName:s,user:i}
&{items:[&141;],name:s,optional:b}
&{items:[&144;]}
&{certificateChainPath:s,credentialBundlePath:s,keyPath:s,keyType!:s,maxExpirationSeconds:i,signerName!:s,user:i,userAnnotations:%s}
&{items:[&141;],name:s,optional:b}
&{audience:s,expirationSeconds:i,path!:s,user:i}
&{group:s,readOnly:b,registry!:s,tenant:s,user:s,volume!:s}
&{fsType:s,image!:s,keyring:s,monitors!:[s],pool:s,readOnly:b,secretRef:&124;,user:s}
&{fsType:s,gateway!:s,protectionDomain:s,readOnly:b,secretRef!:&124;,sslEnabled:b,storageMode:s,storagePool:s,system!:s,volumeName:s}
&{defaultMode:i,defaultUser:i,items:[&141;],optional:b,secretName:s}
&{fsType:s,readOnly:b,secretRef:&124;,volumeName:s,volumeNamespace:s}
&{fsType:s,storagePolicyID:s,storagePolicyName:s,volumePath!:s}
&{name!:s,podGroup!:s,podGroupReplicaKey:s}
&{rollingUpdate:&181;,type:s}
&{maxSurge:x,maxUnavailable:x}
&{minReadySeconds:i,paused:b,progressDeadlineSeconds:i,replicas:i,revisionHistoryLimit:i,selector!:&4;,strategy:&183;,template!:&68;}
&{rollingUpdate:&184;,type:s}
&{maxSurge:x,maxUnavailable:x}
&{minReadySeconds:i,replicas:i,selector!:&4;,template:&68;}
&{minReadySeconds:i,ordinals:&187;,persistentVolumeClaimRetentionPolicy:&188;,podManagementPolicy:s,replicas:i,revisionHistoryLimit:i,selector!:&4;,serviceName:s,template!:&68;,updateStrategy:&189;,volumeClaimTemplates:[&191;]}
&{start:i}
&{whenDeleted:s,whenScaled:s}
&{rollingUpdate:&190;,type:s}
&{maxUnavailable:x,partition:i}
&{apiVersion:s(v1),kind:s(PersistentVolumeClaim),metadata:&69;,spec:&148;,status:&192;}
&{accessModes:[s],allocatedResourceStatuses:%s,allocatedResources:%q,capacity:%q,conditions:[&193;]k(type),currentVolumeAttributesClassName:s,healthStatus:&194;,modifyVolumeStatus:&196;,phase:s}
&{lastProbeTime:s,lastTransitionTime:s,message:s,reason:s,status!:s,type!:s}
&{healthConditions:[&195;]k(status|reason),lastTransitionTime:s}
&{message:s,reason!:s,status!:s}
&{status!:s,targetVolumeAttributesClassName:s}
&{attestations:%[s],audiences:[s],boundObjectRef:&198;,expirationSeconds:i}
&{apiVersion:s,kind:s,name:s,uid:s}
&{audiences:[s],token:s}
&{extra:%[s],groups:[s],nonResourceAttributes:&201;,resourceAttributes:&202;,uid:s,user:s}
&{path:s,verb:s}
&{fieldSelector:&203;,group:s,labelSelector:&205;,name:s,namespace:s,resource:s,subresource:s,verb:s,version:s}
&{rawSelector:s,requirements:[&204;]}
&{key!:s,operator!:s,values:[s]}
&{rawSelector:s,requirements:[&5;]}
&{nonResourceAttributes:&201;,resourceAttributes:&202;}
&{namespace:s}
&{maxReplicas!:i,minReplicas:i,scaleTargetRef!:&209;,targetCPUUtilizationPercentage:i}
&{apiVersion:s,kind!:s,name!:s}
&{replicas:i}
&{behavior:&212;,maxReplicas!:i,metrics:[&215;],minReplicas:i,scaleTargetRef!:&221;}
&{scaleDown:&213;,scaleUp:&213;}
&{policies:[&214;],selectPolicy:s,stabilizationWindowSeconds:i,tolerance:q}
&{periodSeconds!:i,type!:s,value!:i}
&{containerResource:&216;,external:&218;,object:&220;,pods:&222;,resource:&223;,type!:s}
&{container!:s,name!:s,target!:&217;}
&{averageUtilization:i,averageValue:q,type!:s,value:q}
&{metric!:&219;,target!:&217;}
&{name!:s,selector:&4;}
&{describedObject!:&221;,metric!:&219;,target!:&217;}
&{apiVersion:s,kind!:s,name!:s}
&{metric!:&219;,target!:&217;}
&{name!:s,target!:&217;}
&{concurrencyPolicy:s,failedJobsHistoryLimit:i,jobTemplate!:&225;,schedule!:s,startingDeadlineSeconds:i,successfulJobsHistoryLimit:i,suspend:b,timeZone:s}
&{metadata:&69;,spec:&226;}
&{activeDeadlineSeconds:i,backoffLimit:i,backoffLimitPerIndex:i,completionMode:s,completions:i,managedBy:s,manualSelector:b,maxFailedIndexes:i,parallelism:i,podFailurePolicy:&227;,podReplacementPolicy:s,scheduling:&231;,selector:&4;,successPolicy:&241;,suspend:b,template!:&68;,ttlSecondsAfterFinished:i}
&{rules!:[&228;]}
&{action!:s,onExitCodes:&229;,onPodConditions:[&230;]}
&{containerName:s,operator!:s,values!:[i]}
&{status:s,type!:s}
&{disruptionMode:&232;,resourceClaims:[&235;]k(name),schedulingConstraints:&236;,schedulingPolicy:&238;}
&{all:&233;,single:&234;}
&{...}
&{...}
&{name!:s,resourceClaimName:s,resourceClaimTemplateName:s}
&{topology:[&237;]}
&{key!:s}
&{basic:&239;,gang:&240;}
&{...}
&{minCount:i}
&{rules!:[&242;]}
&{succeededCount:i,succeededIndexes:s}
&{expirationSeconds:i,extra:%[s],groups:[s],request!:s,signerName!:s,uid:s,usages:[s],username:s}
&{signerName:s,trustBundle!:s}
&{maxExpirationSeconds:i,nodeName!:s,nodeUID!:s,podName!:s,podUID!:s,serviceAccountName!:s,serviceAccountUID!:s,signerName!:s,stubPKCS10Request!:s,unverifiedUserAnnotations:%s}
&{signerName:s,trustBundle!:s}
&{signerName:s,trustBundle!:s}
&{maxExpirationSeconds:i,nodeName!:s,nodeUID!:s,pkixPublicKey:s,podName!:s,podUID!:s,proofOfPossession:s,serviceAccountName!:s,serviceAccountUID!:s,signerName!:s,stubPKCS10Request!:s,unverifiedUserAnnotations:%s}
&{acquireTime:s,holderIdentity:s,leaseDurationSeconds:i,leaseTransitions:i,preferredHolder:s,renewTime:s,strategy:s}
&{binaryVersion!:s,emulationVersion:s,leaseName!:s,pingTime:s,renewTime:s,strategy!:s}
&{binaryVersion!:s,emulationVersion:s,leaseName!:s,pingTime:s,renewTime:s,strategy!:s}
&{addresses!:[s],conditions:&253;,deprecatedTopology:%s,hints:&254;,hostname:s,nodeName:s,targetRef:&257;,zone:s}
&{ready:b,serving:b,terminating:b}
&{forNodes:[&255;],forZones:[&256;]}
&{name!:s}
&{name!:s}
&{apiVersion:s,fieldPath:s,kind:s,name:s,namespace:s,resourceVersion:s,uid:s}
&{appProtocol:s,name:s,port:i,protocol:s}
&{component:s,host:s}
&{count!:i,lastObservedTime!:s}
&{distinguisherMethod:&262;,matchingPrecedence:i,priorityLevelConfiguration!:&263;,rules:[&264;]}
&{type!:s}
&{name!:s}
&{nonResourceRules:[&265;],resourceRules:[&266;],subjects!:[&267;]}
&{nonResourceURLs!:[s],verbs!:[s]}
&{apiGroups!:[s],clusterScope:b,namespaces:[s],resources!:[s],verbs!:[s]}
&{group:&268;,kind!:s,serviceAccount:&269;,user:&270;}
&{name!:s}
&{name!:s,namespace!:s}
&{name!:s}
&{exempt:&272;,limited:&273;,type!:s}
&{lendablePercent:i,nominalConcurrencyShares:i}
&{borrowingLimitPercent:i,lendablePercent:i,limitResponse:&274;,nominalConcurrencyShares:i}
&{queuing:&275;,type!:s}
&{handSize:i,queueLengthLimit:i,queues:i}
&{...}
&{target!:&278;}
&{pod:&279;}
&{name!:s,uid!:s}
&{intent!:s,requester!:s,target!:&281;}
&{pod:&282;}
&{name!:s,uid!:s}
&{parentRef!:&284;}
&{group:s,name!:s,namespace:s,resource!:s}
&{defaultBackend:&286;,ingressClassName:s,rules:[&289;],tls:[&292;]}
&{resource:&149;,service:&287;}
&{name!:s,port:&288;}
&{name:s,number:i}
&{host:s,http:&290;}
&{paths!:[&291;]}
&{backend!:&286;,path:s,pathType!:s}
&{hosts:[s],secretName:s}
&{controller:s,parameters:&294;}
&{apiGroup:s,kind!:s,name!:s,namespace:s,scope:s}
&{egress:[&296;],ingress:[&300;],podSelector:&4;,policyTypes:[s]}
&{ports:[&297;],to:[&298;]}
&{endPort:i,port:x,protocol:s}
&{ipBlock:&299;,namespaceSelector:&4;,podSelector:&4;}
&{cidr!:s,except:[s]}
&{from:[&298;],ports:[&297;]}
&{cidrs:[s]}
&{parentRef!:&303;}
&{group:s,name!:s,namespace:s,resource!:s}
&{cidrs:[s]}
&{podFixed:%q}
&{nodeSelector:%s,tolerations:[&132;]}
&{apiVersion:s(v1|admission.k8s.io/v1|admission.k8s.io/v1beta1|admissionregistration.k8s.io/v1|admissionregistration.k8s.io/v1alpha1|admissionregistration.k8s.io/v1beta1|apiextensions.k8s.io/v1|apiextensions.k8s.io/v1beta1|apiregistration.k8s.io/v1|apiregistration.k8s.io/v1beta1|apps/v1|apps/v1beta1|apps/v1beta2|authentication.k8s.io/v1|authentication.k8s.io/v1alpha1|authentication.k8s.io/v1beta1|authorization.k8s.io/v1|authorization.k8s.io/v1beta1|autoscaling/v1|autoscaling/v2|batch/v1|batch/v1beta1|certificates.k8s.io/v1|certificates.k8s.io/v1alpha1|certificates.k8s.io/v1beta1|coordination.k8s.io/v1|coordination.k8s.io/v1alpha2|coordination.k8s.io/v1beta1|discovery.k8s.io/v1|discovery.k8s.io/v1beta1|events.k8s.io/v1|events.k8s.io/v1beta1|extensions/v1beta1|flowcontrol.apiserver.k8s.io/v1|flowcontrol.apiserver.k8s.io/v1beta1|flowcontrol.apiserver.k8s.io/v1beta2|flowcontrol.apiserver.k8s.io/v1beta3|imagepolicy.k8s.io/v1alpha1|internal.apiserver.k8s.io/v1alpha1|lifecycle.k8s.io/v1alpha1|networking.k8s.io/v1|networking.k8s.io/v1beta1|node.k8s.io/v1|node.k8s.io/v1alpha1|node.k8s.io/v1beta1|policy/v1|policy/v1beta1|rbac.authorization.k8s.io/v1|rbac.authorization.k8s.io/v1alpha1|rbac.authorization.k8s.io/v1beta1|resource.k8s.io/v1|resource.k8s.io/v1alpha3|resource.k8s.io/v1beta1|resource.k8s.io/v1beta2|scheduling.k8s.io/v1|scheduling.k8s.io/v1alpha3|scheduling.k8s.io/v1beta1|storage.k8s.io/v1|storage.k8s.io/v1alpha1|storage.k8s.io/v1beta1|storagemigration.k8s.io/v1|storagemigration.k8s.io/v1beta1|scheduling.k8s.io/v1alpha2|autoscaling/v2beta1|autoscaling/v2beta2|scheduling.k8s.io/v1alpha1),dryRun:[s],gracePeriodSeconds:i,ignoreStoreReadErrorWithClusterBreakingPotential:b,kind:s(DeleteOptions),orphanDependents:b,preconditions:&308;,propagationPolicy:s}
&{resourceVersion:s,uid:s}
&{maxUnavailable:x,minAvailable:x,selector:&4;,unhealthyPodEvictionPolicy:s}
&{clusterRoleSelectors:[&4;]}
&{apiGroups:[s],nonResourceURLs:[s],resourceNames:[s],resources:[s],verbs!:[s]}
&{apiGroup:s,kind!:s,name!:s}
&{apiGroup:s,kind!:s,name!:s,namespace:s}
&{config:[&315;],extendedResourceName:s,selectors:[&317;]}
&{opaque:&316;}
&{driver!:s,parameters!:&66;}
&{cel:&318;}
&{expression!:s}
&{deviceSelector:&320;,taint!:&321;}
&{device:s,driver:s,pool:s}
&{effect!:s,key!:s,timeAdded:s,value:s}
&{devices:&323;}
&{config:[&324;],constraints:[&325;],requests:[&326;]}
&{opaque:&316;,requests:[s]}
&{distinctAttribute:s,matchAttribute:s,requests:[s]}
&{exactly:&327;,firstAvailable:[&331;],name!:s}
&{adminAccess:b,allocationMode:s,capacity:&328;,count:i,derivedAttributes:[&329;],deviceClassName!:s,selectors:[&317;],tolerations:[&330;]}
&{requests:%q}
&{expression!:s,name!:s}
&{effect:s,key:s,operator:s,tolerationSeconds:i,value:s}
&{allocationMode:s,capacity:&328;,count:i,derivedAttributes:[&329;],deviceClassName!:s,name!:s,selectors:[&317;],tolerations:[&330;]}
&{metadata:&69;,spec:&322;}
&{allNodes:b,devices:[&334;],driver!:s,nodeName:s,nodeSelector:&79;,partitionTypeAttribute:s,perDeviceNodeSelection:b,pool!:&345;,sharedCounters:[&346;],skipNodeOperations:[s]}
&{allNodes:b,allowMultipleAllocations:b,attributes:%&335;,bindingConditions:[s],bindingFailureConditions:[s],bindsToNode:b,capacity:%&336;,consumesCounters:[&339;],name!:s,nodeAllocatableResourceMappings:%&341;,nodeAllocatableResources:%&342;,nodeName:s,nodeSelector:&79;,taints:[&321;]}
&{bool:b,bools:[b],int:i,ints:[i],string:s,strings:[s],version:s,versions:[s]}
&{requestPolicy:&337;,value!:q}
&{default:q,validRange:&338;,validValues:[q]}
&{max:q,min!:q,step:q}
&{compatibilityGroups:[s],counterSet!:s,counters!:%&340;}
&{value!:q}
&{allocationMultiplier:q,capacityKey:s}
&{mapping:&343;,overhead:&344;}
&{capacityKey:s,capacityMultiplier:q,deviceMultiplier:q}
&{perContainer:q,perPod:q}
&{generation!:i,name!:s,resourceSliceCount!:i}
&{counters!:%&340;,name!:s}
&{deviceSelector:&348;,taint!:&349;}
&{device:s,driver:s,pool:s}
&{effect!:s,key!:s,timeAdded:s,value:s}
&{defaultPartitionTypeAttribute:s,driver!:s,limit:i,poolName:s}
&{config:[&352;],extendedResourceName:s,selectors:[&354;]}
&{opaque:&353;}
&{driver!:s,parameters!:&66;}
&{cel:&355;}
&{expression!:s}
&{devices:&357;}
&{config:[&358;],constraints:[&359;],requests:[&360;]}
&{opaque:&353;,requests:[s]}
&{distinctAttribute:s,matchAttribute:s,requests:[s]}
&{adminAccess:b,allocationMode:s,capacity:&361;,count:i,derivedAttributes:[&362;],deviceClassName:s,firstAvailable:[&363;],name!:s,selectors:[&354;],tolerations:[&364;]}
&{requests:%q}
&{expression!:s,name!:s}
&{allocationMode:s,capacity:&361;,count:i,derivedAttributes:[&362;],deviceClassName!:s,name!:s,selectors:[&354;],tolerations:[&364;]}
&{effect:s,key:s,operator:s,tolerationSeconds:i,value:s}
&{metadata:&69;,spec:&356;}
&{allNodes:b,devices:[&367;],driver!:s,nodeName:s,nodeSelector:&79;,partitionTypeAttribute:s,perDeviceNodeSelection:b,pool!:&380;,sharedCounters:[&381;],skipNodeOperations:[s]}
&{basic:&368;,name!:s}
&{allNodes:b,allowMultipleAllocations:b,attributes:%&369;,bindingConditions:[s],bindingFailureConditions:[s],bindsToNode:b,capacity:%&370;,consumesCounters:[&373;],nodeAllocatableResourceMappings:%&375;,nodeAllocatableResources:%&376;,nodeName:s,nodeSelector:&79;,taints:[&379;]}
&{bool:b,bools:[b],int:i,ints:[i],string:s,strings:[s],version:s,versions:[s]}
&{requestPolicy:&371;,value!:q}
&{default:q,validRange:&372;,validValues:[q]}
&{max:q,min!:q,step:q}
&{compatibilityGroups:[s],counterSet!:s,counters!:%&374;}
&{value!:q}
&{allocationMultiplier:q,capacityKey:s}
&{mapping:&377;,overhead:&378;}
&{capacityKey:s,capacityMultiplier:q,deviceMultiplier:q}
&{perContainer:q,perPod:q}
&{effect!:s,key!:s,timeAdded:s,value:s}
&{generation!:i,name!:s,resourceSliceCount!:i}
&{counters!:%&374;,name!:s}
&{config:[&383;],extendedResourceName:s,selectors:[&385;]}
&{opaque:&384;}
&{driver!:s,parameters!:&66;}
&{cel:&386;}
&{expression!:s}
&{deviceSelector:&388;,taint!:&389;}
&{device:s,driver:s,pool:s}
&{effect!:s,key!:s,timeAdded:s,value:s}
&{devices:&391;}
&{config:[&392;],constraints:[&393;],requests:[&394;]}
&{opaque:&384;,requests:[s]}
&{distinctAttribute:s,matchAttribute:s,requests:[s]}
&{exactly:&395;,firstAvailable:[&399;],name!:s}
&{adminAccess:b,allocationMode:s,capacity:&396;,count:i,derivedAttributes:[&397;],deviceClassName!:s,selectors:[&385;],tolerations:[&398;]}
&{requests:%q}
&{expression!:s,name!:s}
&{effect:s,key:s,operator:s,tolerationSeconds:i,value:s}
&{allocationMode:s,capacity:&396;,count:i,derivedAttributes:[&397;],deviceClassName!:s,name!:s,selectors:[&385;],tolerations:[&398;]}
&{metadata:&69;,spec:&390;}
&{allNodes:b,devices:[&402;],driver!:s,nodeName:s,nodeSelector:&79;,partitionTypeAttribute:s,perDeviceNodeSelection:b,pool!:&413;,sharedCounters:[&414;],skipNodeOperations:[s]}
&{allNodes:b,allowMultipleAllocations:b,attributes:%&403;,bindingConditions:[s],bindingFailureConditions:[s],bindsToNode:b,capacity:%&404;,consumesCounters:[&407;],name!:s,nodeAllocatableResourceMappings:%&409;,nodeAllocatableResources:%&410;,nodeName:s,nodeSelector:&79;,taints:[&389;]}
&{bool:b,bools:[b],int:i,ints:[i],string:s,strings:[s],version:s,versions:[s]}
&{requestPolicy:&405;,value!:q}
&{default:q,validRange:&406;,validValues:[q]}
&{max:q,min!:q,step:q}
&{compatibilityGroups:[s],counterSet!:s,counters!:%&408;}
&{value!:q}
&{allocationMultiplier:q,capacityKey:s}
&{mapping:&411;,overhead:&412;}
&{capacityKey:s,capacityMultiplier:q,deviceMultiplier:q}
&{perContainer:q,perPod:q}
&{generation!:i,name!:s,resourceSliceCount!:i}
&{counters!:%&408;,name!:s}
&{controllerRef:&416;,podGroups!:[&417;]k(name)}
&{apiGroup:s,kind!:s,name!:s}
&{name!:s,policy!:&418;}
&{basic:&419;,gang:&420;}
&{...}
&{minCount!:i}
&{disruptionMode:s,podGroupTemplateRef:&422;,priority:i,priorityClassName:s,resourceClaims:[&424;]k(name),schedulingConstraints:&425;,schedulingPolicy!:&427;}
&{workload:&423;}
&{podGroupTemplateName!:s,workloadName!:s}
&{name!:s,resourceClaimName:s,resourceClaimTemplateName:s}
&{topology:[&426;]}
&{key!:s}
&{basic:&428;,gang:&429;}
&{...}
&{minCount!:i}
&{controllerRef:&431;,podGroupTemplates!:[&432;]k(name)}
&{apiGroup:s,kind!:s,name!:s}
&{disruptionMode:s,name!:s,priority:i,priorityClassName:s,resourceClaims:[&424;]k(name),schedulingConstraints:&425;,schedulingPolicy!:&427;}
&{disruptionMode:&434;,parentCompositePodGroupName:s,preemptionPolicy:s,priority:i,priorityClassName:s,schedulingConstraints:&437;,schedulingPolicy!:&438;,workloadRef!:&441;}
&{all:&435;,single:&436;}
&{...}
&{...}
&{topology:[&237;]}
&{basic:&439;,gang:&440;}
&{...}
&{minGroupCount!:i}
&{templateName!:s,workloadName!:s}
&{disruptionMode:&443;,parentCompositePodGroupName:s,preemptionPolicy:s,priority:i,priorityClassName:s,resourceClaims:[&446;]k(name),schedulingConstraints:&447;,schedulingPolicy!:&448;,workloadRef:&441;}
&{all:&444;,single:&445;}
&{...}
&{...}
&{name!:s,resourceClaimName:s,resourceClaimTemplateName:s}
&{topology:[&237;]}
&{basic:&449;,gang:&450;}
&{...}
&{minCount!:i}
&{compositePodGroupTemplates:[&452;]k(name),controllerRef:&454;,podGroupTemplates:[&453;]k(name)}
&{compositePodGroupTemplates:[&452;]k(name),disruptionMode:&434;,name!:s,podGroupTemplates:[&453;]k(name),preemptionPolicy:s,priority:i,priorityClassName:s,schedulingConstraints:&437;,schedulingPolicy!:&438;}
&{disruptionMode:&443;,name!:s,preemptionPolicy:s,priority:i,priorityClassName:s,resourceClaims:[&446;]k(name),schedulingConstraints:&447;,schedulingPolicy!:&448;}
&{apiGroup:s,kind!:s,name!:s}
&{disruptionMode:&456;,parentCompositePodGroupName:s,preemptionPolicy:s,priority:i,priorityClassName:s,resourceClaims:[&459;]k(name),schedulingConstraints:&460;,schedulingPolicy!:&462;,workloadRef:&465;}
&{all:&457;,single:&458;}
&{...}
&{...}
&{name!:s,resourceClaimName:s,resourceClaimTemplateName:s}
&{topology:[&461;]}
&{key!:s}
&{basic:&463;,gang:&464;}
&{...}
&{minCount!:i}
&{templateName!:s,workloadName!:s}
&{compositePodGroupTemplates:[&467;]k(name),controllerRef:&476;,podGroupTemplates:[&471;]k(name)}
&{compositePodGroupTemplates:[&467;]k(name),disruptionMode:&468;,name!:s,podGroupTemplates:[&471;]k(name),preemptionPolicy:s,priority:i,priorityClassName:s,schedulingConstraints:&472;,schedulingPolicy!:&473;}
&{all:&469;,single:&470;}
&{...}
&{...}
&{disruptionMode:&456;,name!:s,preemptionPolicy:s,priority:i,priorityClassName:s,resourceClaims:[&459;]k(name),schedulingConstraints:&460;,schedulingPolicy!:&462;}
&{topology:[&461;]}
&{basic:&474;,gang:&475;}
&{...}
&{minGroupCount!:i}
&{apiGroup:s,kind!:s,name!:s}
&{attachRequired:b,fsGroupPolicy:s,nodeAllocatableUpdatePeriodSeconds:i,podInfoOnMount:b,preventPodSchedulingIfMissing:b,requiresRepublish:b,seLinuxMount:b,serviceAccountTokenInSecrets:b,storageCapacity:b,tokenRequests:[&478;],volumeLifecycleModes:[s]}
&{audience!:s,expirationSeconds:i}
&{drivers!:[&480;]k(name)}
&{allocatable:&481;,name!:s,nodeID!:s,topologyKeys:[s]}
&{count:i}
&{matchLabelExpressions:[&483;]}
&{key!:s,values!:[s]}
&{attacher!:s,nodeName!:s,source!:&485;}
&{inlineVolumeSpec:&486;,persistentVolumeName:s}
&{accessModes:[s],awsElasticBlockStore:&135;,azureDisk:&136;,azureFile:&487;,capacity:%q,cephfs:&488;,cinder:&490;,claimRef:&257;,csi:&491;,fc:&152;,flexVolume:&492;,flocker:&154;,gcePersistentDisk:&155;,glusterfs:&493;,hostPath:&158;,iscsi:&494;,local:&495;,mountOptions:[s],nfs:&161;,nodeAffinity:&496;,persistentVolumeReclaimPolicy:s,photonPersistentDisk:&163;,portworxVolume:&164;,quobyte:&173;,rbd:&497;,scaleIO:&498;,storageClassName:s,storageos:&499;,volumeAttributesClassName:s,volumeMode:s,vsphereVolume:&178;}
&{readOnly:b,secretName!:s,secretNamespace:s,shareName!:s}
&{monitors!:[s],path:s,readOnly:b,secretFile:s,secretRef:&489;,user:s}
&{name:s,namespace:s}
&{fsType:s,readOnly:b,secretRef:&489;,volumeID!:s}
&{controllerExpandSecretRef:&489;,controllerPublishSecretRef:&489;,driver!:s,fsType:s,nodeExpandSecretRef:&489;,nodePublishSecretRef:&489;,nodeStageSecretRef:&489;,readOnly:b,volumeAttributes:%s,volumeHandle!:s}
&{driver!:s,fsType:s,options:%s,readOnly:b,secretRef:&489;}
&{endpoints!:s,endpointsNamespace:s,path!:s,readOnly:b}
&{chapAuthDiscovery:b,chapAuthSession:b,fsType:s,initiatorName:s,iqn!:s,iscsiInterface:s,lun!:i,portals:[s],readOnly:b,secretRef:&489;,targetPortal!:s}
&{fsType:s,path!:s}
&{required:&79;}
&{fsType:s,image!:s,keyring:s,monitors!:[s],pool:s,readOnly:b,secretRef:&489;,user:s}
&{fsType:s,gateway!:s,protectionDomain:s,readOnly:b,secretRef!:&489;,sslEnabled:b,storageMode:s,storagePool:s,system!:s,volumeName:s}
&{fsType:s,readOnly:b,secretRef:&257;,volumeName:s,volumeNamespace:s}
&{resource!:&501;}
&{group!:s,resource!:s}
&{resource!:&501;}
&{error:s,message:s,status!:s,type!:s}
&{addresses:[&505;],notReadyAddresses:[&505;],ports:[&506;]}
&{hostname:s,ip!:s,nodeName:s,targetRef:&257;}
&{appProtocol:s,name:s,port!:i,protocol:s}
&{count:i,lastObservedTime:s}
&{limits!:[&509;]}
&{default:%q,defaultRequest:%q,max:%q,maxLimitRequestRatio:%q,min:%q,type!:s}
&{finalizers:[s]}
&{configSource:&512;,externalID:s,podCIDR:s,podCIDRs:[s],podPreemptionPolicy:&514;,providerID:s,taints:[&515;],unschedulable:b}
&{configMap:&513;}
&{kubeletConfigKey!:s,name!:s,namespace!:s,resourceVersion:s,uid:s}
&{disableResizePreemption:[s]}
&{effect!:s,key!:s,timeAdded:s,value:s}
&{minReadySeconds:i,replicas:i,selector:%s,template:&68;}
&{hard:%q,scopeSelector:&518;,scopes:[s]}
&{matchExpressions:[&519;]}
&{operator!:s,scopeName!:s,values:[s]}
&{allocateLoadBalancerNodePorts:b,clusterIP:s,clusterIPs:[s],externalIPs:[s],externalName:s,externalTrafficPolicy:s,healthCheckNodePort:i,internalTrafficPolicy:s,ipFamilies:[s],ipFamilyPolicy:s,loadBalancerClass:s,loadBalancerIP:s,loadBalancerSourceRanges:[s],ports:[&521;]k(port|protocol),publishNotReadyAddresses:b,selector:%s,sessionAffinity:s,sessionAffinityConfig:&522;,trafficDistribution:s,type:s}
&{appProtocol:s,name:s,nodePort:i,port!:i,protocol:s,targetPort:x}
&{clientIP:&523;}
&{timeoutSeconds:i}
&{causes:[&525;],group:s,kind:s,name:s,retryAfterSeconds:i,uid:s}
&{field:s,message:s,reason:s}
=admissionregistration.k8s.io/v1 MutatingAdmissionPolicy {spec:&0;}
=admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding {spec:&11;}
=admissionregistration.k8s.io/v1 MutatingWebhookConfiguration {webhooks:[&13;]k(name)}
=admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy {spec:&17;}
=admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding {spec:&20;}
=admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration {webhooks:[&21;]k(name)}
=admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicy {spec:&22;}
=admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicyBinding {spec:&31;}
=admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy {spec:&33;}
=admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyBinding {spec:&42;}
=apiextensions.k8s.io/v1 CustomResourceDefinition {spec!:&44;}
=apiregistration.k8s.io/v1 APIService {spec:&64;}
=apps/v1 ControllerRevision {data:&66;,revision:i}
=apps/v1 DaemonSet {spec:&67;}
=apps/v1 Deployment {spec:&182;}
=apps/v1 ReplicaSet {spec:&185;}
=apps/v1 StatefulSet {spec:&186;}
=authentication.k8s.io/v1 SelfSubjectReview {}
=authentication.k8s.io/v1 TokenRequest {spec:&197;}
=authentication.k8s.io/v1 TokenReview {spec!:&199;}
=authorization.k8s.io/v1 LocalSubjectAccessReview {spec!:&200;}
=authorization.k8s.io/v1 SelfSubjectAccessReview {spec!:&206;}
=authorization.k8s.io/v1 SelfSubjectRulesReview {spec!:&207;}
=authorization.k8s.io/v1 SubjectAccessReview {spec!:&200;}
=autoscaling/v1 HorizontalPodAutoscaler {spec:&208;}
=autoscaling/v1 Scale {spec:&210;}
=autoscaling/v2 HorizontalPodAutoscaler {spec:&211;}
=batch/v1 CronJob {spec:&224;}
=batch/v1 Job {spec:&226;}
=certificates.k8s.io/v1 CertificateSigningRequest {spec!:&243;}
=certificates.k8s.io/v1 ClusterTrustBundle {spec!:&244;}
=certificates.k8s.io/v1 PodCertificateRequest {spec!:&245;}
=certificates.k8s.io/v1alpha1 ClusterTrustBundle {spec!:&246;}
=certificates.k8s.io/v1beta1 ClusterTrustBundle {spec!:&247;}
=certificates.k8s.io/v1beta1 PodCertificateRequest {spec!:&248;}
=coordination.k8s.io/v1 Lease {spec:&249;}
=coordination.k8s.io/v1alpha2 LeaseCandidate {spec:&250;}
=coordination.k8s.io/v1beta1 LeaseCandidate {spec:&251;}
=discovery.k8s.io/v1 EndpointSlice {addressType!:s,endpoints:[&252;],ports:[&258;]}
=events.k8s.io/v1 Event {action:s,deprecatedCount:i,deprecatedFirstTimestamp:s,deprecatedLastTimestamp:s,deprecatedSource:&259;,eventTime!:s,note:s,reason:s,regarding:&257;,related:&257;,reportingController:s,reportingInstance:s,series:&260;,type:s}
=flowcontrol.apiserver.k8s.io/v1 FlowSchema {spec:&261;}
=flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration {spec:&271;}
=internal.apiserver.k8s.io/v1alpha1 StorageVersion {spec:&276;}
=lifecycle.k8s.io/v1alpha1 Eviction {spec!:&277;}
=lifecycle.k8s.io/v1alpha1 EvictionRequest {spec!:&280;}
=networking.k8s.io/v1 IPAddress {spec:&283;}
=networking.k8s.io/v1 Ingress {spec:&285;}
=networking.k8s.io/v1 IngressClass {spec:&293;}
=networking.k8s.io/v1 NetworkPolicy {spec:&295;}
=networking.k8s.io/v1 ServiceCIDR {spec:&301;}
=networking.k8s.io/v1beta1 IPAddress {spec:&302;}
=networking.k8s.io/v1beta1 ServiceCIDR {spec:&304;}
=node.k8s.io/v1 RuntimeClass {handler!:s,overhead:&305;,scheduling:&306;}
=policy/v1 Eviction {deleteOptions:&307;}
=policy/v1 PodDisruptionBudget {spec:&309;}
=rbac.authorization.k8s.io/v1 ClusterRole {aggregationRule:&310;,rules:[&311;]}
=rbac.authorization.k8s.io/v1 ClusterRoleBinding {roleRef!:&312;,subjects:[&313;]}
=rbac.authorization.k8s.io/v1 Role {rules:[&311;]}
=rbac.authorization.k8s.io/v1 RoleBinding {roleRef!:&312;,subjects:[&313;]}
=resource.k8s.io/v1 DeviceClass {spec:&314;}
=resource.k8s.io/v1 DeviceTaintRule {spec!:&319;}
=resource.k8s.io/v1 ResourceClaim {spec:&322;}
=resource.k8s.io/v1 ResourceClaimTemplate {spec:&332;}
=resource.k8s.io/v1 ResourceSlice {spec!:&333;}
=resource.k8s.io/v1alpha3 DeviceTaintRule {spec!:&347;}
=resource.k8s.io/v1alpha3 ResourcePoolStatusRequest {spec!:&350;}
=resource.k8s.io/v1beta1 DeviceClass {spec:&351;}
=resource.k8s.io/v1beta1 ResourceClaim {spec:&356;}
=resource.k8s.io/v1beta1 ResourceClaimTemplate {spec:&365;}
=resource.k8s.io/v1beta1 ResourceSlice {spec!:&366;}
=resource.k8s.io/v1beta2 DeviceClass {spec:&382;}
=resource.k8s.io/v1beta2 DeviceTaintRule {spec!:&387;}
=resource.k8s.io/v1beta2 ResourceClaim {spec:&390;}
=resource.k8s.io/v1beta2 ResourceClaimTemplate {spec:&400;}
=resource.k8s.io/v1beta2 ResourceSlice {spec!:&401;}
=scheduling.k8s.io/v1 PriorityClass {description:s,globalDefault:b,preemptionPolicy:s,value:i}
=scheduling.k8s.io/v1alpha1 Workload {spec!:&415;}
=scheduling.k8s.io/v1alpha2 PodGroup {spec!:&421;}
=scheduling.k8s.io/v1alpha2 Workload {spec!:&430;}
=scheduling.k8s.io/v1alpha3 CompositePodGroup {spec!:&433;}
=scheduling.k8s.io/v1alpha3 PodGroup {spec!:&442;}
=scheduling.k8s.io/v1alpha3 Workload {spec!:&451;}
=scheduling.k8s.io/v1beta1 PodGroup {spec!:&455;}
=scheduling.k8s.io/v1beta1 Workload {spec!:&466;}
=storage.k8s.io/v1 CSIDriver {spec!:&477;}
=storage.k8s.io/v1 CSINode {spec!:&479;}
=storage.k8s.io/v1 CSIStorageCapacity {capacity:q,maximumVolumeSize:q,nodeTopology:&4;,storageClassName!:s}
=storage.k8s.io/v1 StorageClass {allowVolumeExpansion:b,allowedTopologies:[&482;],mountOptions:[s],parameters:%s,provisioner!:s,reclaimPolicy:s,volumeBindingMode:s}
=storage.k8s.io/v1 VolumeAttachment {spec!:&484;}
=storage.k8s.io/v1 VolumeAttributesClass {driverName!:s,parameters:%s}
=storage.k8s.io/v1beta1 VolumeAttributesClass {driverName!:s,parameters:%s}
=storagemigration.k8s.io/v1 StorageVersionMigration {spec:&500;}
=storagemigration.k8s.io/v1beta1 StorageVersionMigration {spec:&502;}
=v1 Binding {target!:&257;}
=v1 ComponentStatus {conditions:[&503;]k(type)}
=v1 ConfigMap {binaryData:%s,data:%s,immutable:b}
=v1 Endpoints {subsets:[&504;]}
=v1 Event {action:s,count:i,eventTime:s,firstTimestamp:s,involvedObject!:&257;,lastTimestamp:s,message:s,reason:s,related:&257;,reportingComponent:s,reportingInstance:s,series:&507;,source:&259;,type:s}
=v1 LimitRange {spec:&508;}
=v1 Namespace {spec:&510;}
=v1 Node {spec:&511;}
=v1 PersistentVolume {spec:&486;}
=v1 PersistentVolumeClaim {spec:&148;}
=v1 Pod {spec:&73;}
=v1 PodTemplate {template:&68;}
=v1 ReplicationController {spec:&516;}
=v1 ResourceQuota {spec:&517;}
=v1 Secret {data:%s,immutable:b,stringData:%s,type:s}
=v1 Service {spec:&520;}
=v1 ServiceAccount {automountServiceAccountToken:b,imagePullSecrets:[&124;],secrets:[&257;]k(name)}
=v1 Status {code:i,details:&524;,message:s,reason:s}
"""#)
}
