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
&{additionalPrinterColumns:[&51;],deprecated:b,deprecationWarning:s,name!:s,schema:&52;,selectableFields:[&53;],served!:b,storage!:b,subresources:&54;}
&{description:s,format:s,jsonPath!:s,name!:s,priority:i,type!:s}
&{openAPIV3Schema:*}
&{jsonPath!:s}
&{scale:&55;,status:&56;}
&{labelSelectorPath:s,specReplicasPath!:s,statusReplicasPath!:s}
&{...}
&{caBundle:s,group:s,groupPriorityMinimum!:i,insecureSkipTLSVerify:b,service:&58;,version:s,versionPriority!:i}
&{name:s,namespace:s,port:i}
&{...}
&{minReadySeconds:i,revisionHistoryLimit:i,selector!:&4;,template!:&61;,updateStrategy:&173;}
&{metadata:&62;,spec:&66;}
&{annotations:%s,creationTimestamp:s,deletionGracePeriodSeconds:i,deletionTimestamp:s,finalizers:[s],generateName:s,generation:i,labels:%s,managedFields:[&63;],name:s,namespace:s,ownerReferences:[&65;]k(uid),resourceVersion:s,selfLink:s,uid:s}
&{apiVersion:s,fieldsType:s,fieldsV1:&64;,manager:s,operation:s,subresource:s,time:s}
&{...}
&{apiVersion!:s,blockOwnerDeletion:b,controller:b,kind!:s,name!:s,uid!:s}
&{activeDeadlineSeconds:i,affinity:&67;,automountServiceAccountToken:b,containers!:[&77;]k(name),dnsConfig:&112;,dnsPolicy:s,enableServiceLinks:b,ephemeralContainers:[&114;]k(name),evictionResponders:[&115;]k(name),hostAliases:[&116;]k(ip),hostIPC:b,hostNetwork:b,hostPID:b,hostUsers:b,hostname:s,hostnameOverride:s,imagePullSecrets:[&117;]k(name),initContainers:[&77;]k(name),nodeName:s,nodeSelector:%s,os:&118;,overhead:%q,preemptionPolicy:s,priority:i,priorityClassName:s,readinessGates:[&119;],resourceClaims:[&120;]k(name),resources:&100;,restartPolicy:s,runtimeClassName:s,schedulerName:s,schedulingGates:[&121;]k(name),schedulingGroup:&122;,securityContext:&123;,serviceAccount:s,serviceAccountName:s,setHostnameAsFQDN:b,shareProcessNamespace:b,subdomain:s,terminationGracePeriodSeconds:i,tolerations:[&125;],topologySpreadConstraints:[&126;]k(topologyKey|whenUnsatisfiable),volumes:[&127;]k(name),workloadRef:&172;}
&{nodeAffinity:&68;,podAffinity:&73;,podAntiAffinity:&76;}
&{preferredDuringSchedulingIgnoredDuringExecution:[&69;],requiredDuringSchedulingIgnoredDuringExecution:&72;}
&{preference!:&70;,weight!:i}
&{matchExpressions:[&71;],matchFields:[&71;]}
&{key!:s,operator!:s,values:[s]}
&{nodeSelectorTerms!:[&70;]}
&{preferredDuringSchedulingIgnoredDuringExecution:[&74;],requiredDuringSchedulingIgnoredDuringExecution:[&75;]}
&{podAffinityTerm!:&75;,weight!:i}
&{labelSelector:&4;,matchLabelKeys:[s],mismatchLabelKeys:[s],namespaceSelector:&4;,namespaces:[s],topologyKey!:s}
&{preferredDuringSchedulingIgnoredDuringExecution:[&74;],requiredDuringSchedulingIgnoredDuringExecution:[&75;]}
&{args:[s],command:[s],env:[&78;]k(name),envFrom:[&85;],image:s,imagePullPolicy:s,lifecycle:&88;,livenessProbe:&95;,name!:s,ports:&98;,readinessProbe:&95;,resizePolicy:[&99;],resources:&100;,restartPolicy:s,restartPolicyRules:[&102;],securityContext:&104;,startupProbe:&95;,stdin:b,stdinOnce:b,terminationMessagePath:s,terminationMessagePolicy:s,tty:b,volumeDevices:[&110;]k(devicePath),volumeMounts:[&111;]k(mountPath),workingDir:s}
&{name!:s,value:s,valueFrom:&79;}
&{configMapKeyRef:&80;,fieldRef:&81;,fileKeyRef:&82;,resourceFieldRef:&83;,secretKeyRef:&84;}
&{key!:s,name:s,optional:b}
&{apiVersion:s,fieldPath!:s}
&{key!:s,optional:b,path!:s,volumeName!:s}
&{containerName:s,divisor:q,resource!:s}
&{key!:s,name:s,optional:b}
&{configMapRef:&86;,prefix:s,secretRef:&87;}
&{name:s,optional:b}
&{name:s,optional:b}
&{postStart:&89;,preStop:&89;,stopSignal:s}
&{exec:&90;,httpGet:&91;,sleep:&93;,tcpSocket:&94;}
&{command:[s]}
&{host:s,httpHeaders:[&92;],path:s,port!:x,protocol:s,scheme:s}
&{name!:s,value!:s}
&{seconds!:i}
&{host:s,port!:x}
&{exec:&90;,failureThreshold:i,grpc:&96;,httpGet:&91;,initialDelaySeconds:i,periodSeconds:i,successThreshold:i,tcpSocket:&94;,terminationGracePeriodSeconds:i,timeoutSeconds:i}
&{mode:s,port!:i,service:s}
&{containerPort!:i,hostIP:s,hostPort:i,name:s,protocol:s}
&[&97;]k(containerPort|protocol)
&{resourceName!:s,restartPolicy!:s}
&{claims:[&101;]k(name),limits:%q,requests:%q}
&{name!:s,request:s}
&{action!:s,exitCodes:&103;}
&{operator!:s,values:[i]}
&{allowPrivilegeEscalation:b,appArmorProfile:&105;,capabilities:&106;,privileged:b,procMount:s,readOnlyRootFilesystem:b,runAsGroup:i,runAsNonRoot:b,runAsUser:i,seLinuxOptions:&107;,seccompProfile:&108;,windowsOptions:&109;}
&{localhostProfile:s,type!:s}
&{add:[s],drop:[s]}
&{level:s,role:s,type:s,user:s}
&{localhostProfile:s,type!:s}
&{gmsaCredentialSpec:s,gmsaCredentialSpecName:s,hostProcess:b,runAsUserName:s}
&{devicePath!:s,name!:s}
&{bindMountOptions:[s],mountPath!:s,mountPropagation:s,name!:s,readOnly:b,recursiveReadOnly:s,subPath:s,subPathExpr:s}
&{nameservers:[s],options:[&113;],searches:[s]}
&{name:s,value:s}
&{args:[s],command:[s],env:[&78;]k(name),envFrom:[&85;],image:s,imagePullPolicy:s,lifecycle:&88;,livenessProbe:&95;,name!:s,ports:&98;,readinessProbe:&95;,resizePolicy:[&99;],resources:&100;,restartPolicy:s,restartPolicyRules:[&102;],securityContext:&104;,startupProbe:&95;,stdin:b,stdinOnce:b,targetContainerName:s,terminationMessagePath:s,terminationMessagePolicy:s,tty:b,volumeDevices:[&110;]k(devicePath),volumeMounts:[&111;]k(mountPath),workingDir:s}
&{name!:s,priority!:i}
&{hostnames:[s],ip!:s}
&{name:s}
&{name!:s}
&{conditionType!:s}
&{name!:s,resourceClaimName:s,resourceClaimTemplateName:s}
&{name!:s}
&{podGroupName:s}
&{appArmorProfile:&105;,fsGroup:i,fsGroupChangePolicy:s,runAsGroup:i,runAsNonRoot:b,runAsUser:i,seLinuxChangePolicy:s,seLinuxOptions:&107;,seccompProfile:&108;,supplementalGroups:[i],supplementalGroupsPolicy:s,sysctls:[&124;],windowsOptions:&109;}
&{name!:s,value!:s}
&{effect:s,key:s,operator:s,tolerationSeconds:i,value:s}
&{labelSelector:&4;,matchLabelKeys:[s],maxSkew!:i,minDomains:i,nodeAffinityPolicy:s,nodeTaintsPolicy:s,topologyKey!:s,whenUnsatisfiable!:s}
&{awsElasticBlockStore:&128;,azureDisk:&129;,azureFile:&130;,cephfs:&131;,cinder:&132;,configMap:&133;,csi:&135;,downwardAPI:&136;,emptyDir:&138;,ephemeral:&139;,fc:&145;,flexVolume:&146;,flocker:&147;,gcePersistentDisk:&148;,gitRepo:&149;,glusterfs:&150;,hostPath:&151;,image:&152;,iscsi:&153;,name!:s,nfs:&154;,persistentVolumeClaim:&155;,photonPersistentDisk:&156;,portworxVolume:&157;,projected:&158;,quobyte:&166;,rbd:&167;,scaleIO:&168;,secret:&169;,storageos:&170;,vsphereVolume:&171;}
&{fsType:s,partition:i,readOnly:b,volumeID!:s}
&{cachingMode:s,diskName!:s,diskURI!:s,fsType:s,kind:s,readOnly:b}
&{readOnly:b,secretName!:s,shareName!:s}
&{monitors!:[s],path:s,readOnly:b,secretFile:s,secretRef:&117;,user:s}
&{fsType:s,readOnly:b,secretRef:&117;,volumeID!:s}
&{defaultMode:i,defaultUser:i,items:[&134;],name:s,optional:b}
&{key!:s,mode:i,path!:s,user:i}
&{driver!:s,fsType:s,nodePublishSecretRef:&117;,readOnly:b,volumeAttributes:%s}
&{defaultMode:i,defaultUser:i,items:[&137;]}
&{fieldRef:&81;,mode:i,path!:s,resourceFieldRef:&83;,user:i}
&{medium:s,mode:i,sizeLimit:q}
&{volumeClaimTemplate:&140;}
&{metadata:&62;,spec!:&141;}
&{accessModes:[s],dataSource:&142;,dataSourceRef:&143;,resources:&144;,selector:&4;,storageClassName:s,volumeAttributesClassName:s,volumeMode:s,volumeName:s}
&{apiGroup:s,kind!:s,name!:s}
&{apiGroup:s,kind!:s,name!:s,namespace:s}
&{limits:%q,requests:%q}
&{fsType:s,lun:i,readOnly:b,targetWWNs:[s],wwids:[s]}
&{driver!:s,fsType:s,options:%s,readOnly:b,secretRef:&117;}
&{datasetName:s,datasetUUID:s}
&{fsType:s,partition:i,pdName!:s,readOnly:b}
&{directory:s,repository!:s,revision:s}
&{endpoints!:s,path!:s,readOnly:b}
&{path!:s,type:s}
&{pullPolicy:s,reference:s}
&{chapAuthDiscovery:b,chapAuthSession:b,fsType:s,initiatorName:s,iqn!:s,iscsiInterface:s,lun!:i,portals:[s],readOnly:b,secretRef:&117;,targetPortal!:s}
&{path!:s,readOnly:b,server!:s}
&{claimName!:s,readOnly:b}
&{fsType:s,pdID!:s}
&{fsType:s,readOnly:b,volumeID!:s}
&{defaultMode:i,defaultUser:i,sources:[&159;]}
&{clusterTrustBundle:&160;,configMap:&161;,downwardAPI:&162;,podCertificate:&163;,secret:&164;,serviceAccountToken:&165;}
&{labelSelector:&4;,name:s,optional:b,path!:s,signerName:s,user:i}
&{items:[&134;],name:s,optional:b}
&{items:[&137;]}
&{certificateChainPath:s,credentialBundlePath:s,keyPath:s,keyType!:s,maxExpirationSeconds:i,signerName!:s,user:i,userAnnotations:%s}
&{items:[&134;],name:s,optional:b}
&{audience:s,expirationSeconds:i,path!:s,user:i}
&{group:s,readOnly:b,registry!:s,tenant:s,user:s,volume!:s}
&{fsType:s,image!:s,keyring:s,monitors!:[s],pool:s,readOnly:b,secretRef:&117;,user:s}
&{fsType:s,gateway!:s,protectionDomain:s,readOnly:b,secretRef!:&117;,sslEnabled:b,storageMode:s,storagePool:s,system!:s,volumeName:s}
&{defaultMode:i,defaultUser:i,items:[&134;],optional:b,secretName:s}
&{fsType:s,readOnly:b,secretRef:&117;,volumeName:s,volumeNamespace:s}
&{fsType:s,storagePolicyID:s,storagePolicyName:s,volumePath!:s}
&{name!:s,podGroup!:s,podGroupReplicaKey:s}
&{rollingUpdate:&174;,type:s}
&{maxSurge:x,maxUnavailable:x}
&{minReadySeconds:i,paused:b,progressDeadlineSeconds:i,replicas:i,revisionHistoryLimit:i,selector!:&4;,strategy:&176;,template!:&61;}
&{rollingUpdate:&177;,type:s}
&{maxSurge:x,maxUnavailable:x}
&{minReadySeconds:i,replicas:i,selector!:&4;,template:&61;}
&{minReadySeconds:i,ordinals:&180;,persistentVolumeClaimRetentionPolicy:&181;,podManagementPolicy:s,replicas:i,revisionHistoryLimit:i,selector!:&4;,serviceName:s,template!:&61;,updateStrategy:&182;,volumeClaimTemplates:[&184;]}
&{start:i}
&{whenDeleted:s,whenScaled:s}
&{rollingUpdate:&183;,type:s}
&{maxUnavailable:x,partition:i}
&{apiVersion:s(v1),kind:s(PersistentVolumeClaim),metadata:&62;,spec:&141;,status:&185;}
&{accessModes:[s],allocatedResourceStatuses:%s,allocatedResources:%q,capacity:%q,conditions:[&186;]k(type),currentVolumeAttributesClassName:s,healthStatus:&187;,modifyVolumeStatus:&189;,phase:s}
&{lastProbeTime:s,lastTransitionTime:s,message:s,reason:s,status!:s,type!:s}
&{healthConditions:[&188;]k(status|reason),lastTransitionTime:s}
&{message:s,reason!:s,status!:s}
&{status!:s,targetVolumeAttributesClassName:s}
&{attestations:%[s],audiences:[s],boundObjectRef:&191;,expirationSeconds:i}
&{apiVersion:s,kind:s,name:s,uid:s}
&{audiences:[s],token:s}
&{extra:%[s],groups:[s],nonResourceAttributes:&194;,resourceAttributes:&195;,uid:s,user:s}
&{path:s,verb:s}
&{fieldSelector:&196;,group:s,labelSelector:&198;,name:s,namespace:s,resource:s,subresource:s,verb:s,version:s}
&{rawSelector:s,requirements:[&197;]}
&{key!:s,operator!:s,values:[s]}
&{rawSelector:s,requirements:[&5;]}
&{nonResourceAttributes:&194;,resourceAttributes:&195;}
&{namespace:s}
&{maxReplicas!:i,minReplicas:i,scaleTargetRef!:&202;,targetCPUUtilizationPercentage:i}
&{apiVersion:s,kind!:s,name!:s}
&{replicas:i}
&{behavior:&205;,maxReplicas!:i,metrics:[&208;],minReplicas:i,scaleTargetRef!:&214;}
&{scaleDown:&206;,scaleUp:&206;}
&{policies:[&207;],selectPolicy:s,stabilizationWindowSeconds:i,tolerance:q}
&{periodSeconds!:i,type!:s,value!:i}
&{containerResource:&209;,external:&211;,object:&213;,pods:&215;,resource:&216;,type!:s}
&{container!:s,name!:s,target!:&210;}
&{averageUtilization:i,averageValue:q,type!:s,value:q}
&{metric!:&212;,target!:&210;}
&{name!:s,selector:&4;}
&{describedObject!:&214;,metric!:&212;,target!:&210;}
&{apiVersion:s,kind!:s,name!:s}
&{metric!:&212;,target!:&210;}
&{name!:s,target!:&210;}
&{concurrencyPolicy:s,failedJobsHistoryLimit:i,jobTemplate!:&218;,schedule!:s,startingDeadlineSeconds:i,successfulJobsHistoryLimit:i,suspend:b,timeZone:s}
&{metadata:&62;,spec:&219;}
&{activeDeadlineSeconds:i,backoffLimit:i,backoffLimitPerIndex:i,completionMode:s,completions:i,managedBy:s,manualSelector:b,maxFailedIndexes:i,parallelism:i,podFailurePolicy:&220;,podReplacementPolicy:s,scheduling:&224;,selector:&4;,successPolicy:&234;,suspend:b,template!:&61;,ttlSecondsAfterFinished:i}
&{rules!:[&221;]}
&{action!:s,onExitCodes:&222;,onPodConditions:[&223;]}
&{containerName:s,operator!:s,values!:[i]}
&{status:s,type!:s}
&{disruptionMode:&225;,resourceClaims:[&228;]k(name),schedulingConstraints:&229;,schedulingPolicy:&231;}
&{all:&226;,single:&227;}
&{...}
&{...}
&{name!:s,resourceClaimName:s,resourceClaimTemplateName:s}
&{topology:[&230;]}
&{key!:s}
&{basic:&232;,gang:&233;}
&{...}
&{minCount:i}
&{rules!:[&235;]}
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
&{addresses!:[s],conditions:&246;,deprecatedTopology:%s,hints:&247;,hostname:s,nodeName:s,targetRef:&250;,zone:s}
&{ready:b,serving:b,terminating:b}
&{forNodes:[&248;],forZones:[&249;]}
&{name!:s}
&{name!:s}
&{apiVersion:s,fieldPath:s,kind:s,name:s,namespace:s,resourceVersion:s,uid:s}
&{appProtocol:s,name:s,port:i,protocol:s}
&{component:s,host:s}
&{count!:i,lastObservedTime!:s}
&{distinguisherMethod:&255;,matchingPrecedence:i,priorityLevelConfiguration!:&256;,rules:[&257;]}
&{type!:s}
&{name!:s}
&{nonResourceRules:[&258;],resourceRules:[&259;],subjects!:[&260;]}
&{nonResourceURLs!:[s],verbs!:[s]}
&{apiGroups!:[s],clusterScope:b,namespaces:[s],resources!:[s],verbs!:[s]}
&{group:&261;,kind!:s,serviceAccount:&262;,user:&263;}
&{name!:s}
&{name!:s,namespace!:s}
&{name!:s}
&{exempt:&265;,limited:&266;,type!:s}
&{lendablePercent:i,nominalConcurrencyShares:i}
&{borrowingLimitPercent:i,lendablePercent:i,limitResponse:&267;,nominalConcurrencyShares:i}
&{queuing:&268;,type!:s}
&{handSize:i,queueLengthLimit:i,queues:i}
&{...}
&{target!:&271;}
&{pod:&272;}
&{name!:s,uid!:s}
&{intent!:s,requester!:s,target!:&274;}
&{pod:&275;}
&{name!:s,uid!:s}
&{parentRef!:&277;}
&{group:s,name!:s,namespace:s,resource!:s}
&{defaultBackend:&279;,ingressClassName:s,rules:[&282;],tls:[&285;]}
&{resource:&142;,service:&280;}
&{name!:s,port:&281;}
&{name:s,number:i}
&{host:s,http:&283;}
&{paths!:[&284;]}
&{backend!:&279;,path:s,pathType!:s}
&{hosts:[s],secretName:s}
&{controller:s,parameters:&287;}
&{apiGroup:s,kind!:s,name!:s,namespace:s,scope:s}
&{egress:[&289;],ingress:[&293;],podSelector:&4;,policyTypes:[s]}
&{ports:[&290;],to:[&291;]}
&{endPort:i,port:x,protocol:s}
&{ipBlock:&292;,namespaceSelector:&4;,podSelector:&4;}
&{cidr!:s,except:[s]}
&{from:[&291;],ports:[&290;]}
&{cidrs:[s]}
&{parentRef!:&296;}
&{group:s,name!:s,namespace:s,resource!:s}
&{cidrs:[s]}
&{podFixed:%q}
&{nodeSelector:%s,tolerations:[&125;]}
&{apiVersion:s(v1|admission.k8s.io/v1|admission.k8s.io/v1beta1|admissionregistration.k8s.io/v1|admissionregistration.k8s.io/v1alpha1|admissionregistration.k8s.io/v1beta1|apiextensions.k8s.io/v1|apiextensions.k8s.io/v1beta1|apiregistration.k8s.io/v1|apiregistration.k8s.io/v1beta1|apps/v1|apps/v1beta1|apps/v1beta2|authentication.k8s.io/v1|authentication.k8s.io/v1alpha1|authentication.k8s.io/v1beta1|authorization.k8s.io/v1|authorization.k8s.io/v1beta1|autoscaling/v1|autoscaling/v2|batch/v1|batch/v1beta1|certificates.k8s.io/v1|certificates.k8s.io/v1alpha1|certificates.k8s.io/v1beta1|coordination.k8s.io/v1|coordination.k8s.io/v1alpha2|coordination.k8s.io/v1beta1|discovery.k8s.io/v1|discovery.k8s.io/v1beta1|events.k8s.io/v1|events.k8s.io/v1beta1|extensions/v1beta1|flowcontrol.apiserver.k8s.io/v1|flowcontrol.apiserver.k8s.io/v1beta1|flowcontrol.apiserver.k8s.io/v1beta2|flowcontrol.apiserver.k8s.io/v1beta3|imagepolicy.k8s.io/v1alpha1|internal.apiserver.k8s.io/v1alpha1|lifecycle.k8s.io/v1alpha1|networking.k8s.io/v1|networking.k8s.io/v1beta1|node.k8s.io/v1|node.k8s.io/v1alpha1|node.k8s.io/v1beta1|policy/v1|policy/v1beta1|rbac.authorization.k8s.io/v1|rbac.authorization.k8s.io/v1alpha1|rbac.authorization.k8s.io/v1beta1|resource.k8s.io/v1|resource.k8s.io/v1alpha3|resource.k8s.io/v1beta1|resource.k8s.io/v1beta2|scheduling.k8s.io/v1|scheduling.k8s.io/v1alpha3|scheduling.k8s.io/v1beta1|storage.k8s.io/v1|storage.k8s.io/v1alpha1|storage.k8s.io/v1beta1|storagemigration.k8s.io/v1|storagemigration.k8s.io/v1beta1|scheduling.k8s.io/v1alpha2|autoscaling/v2beta1|autoscaling/v2beta2|scheduling.k8s.io/v1alpha1),dryRun:[s],gracePeriodSeconds:i,ignoreStoreReadErrorWithClusterBreakingPotential:b,kind:s(DeleteOptions),orphanDependents:b,preconditions:&301;,propagationPolicy:s}
&{resourceVersion:s,uid:s}
&{maxUnavailable:x,minAvailable:x,selector:&4;,unhealthyPodEvictionPolicy:s}
&{clusterRoleSelectors:[&4;]}
&{apiGroups:[s],nonResourceURLs:[s],resourceNames:[s],resources:[s],verbs!:[s]}
&{apiGroup:s,kind!:s,name!:s}
&{apiGroup:s,kind!:s,name!:s,namespace:s}
&{config:[&308;],extendedResourceName:s,selectors:[&310;]}
&{opaque:&309;}
&{driver!:s,parameters!:&59;}
&{cel:&311;}
&{expression!:s}
&{deviceSelector:&313;,taint!:&314;}
&{device:s,driver:s,pool:s}
&{effect!:s,key!:s,timeAdded:s,value:s}
&{devices:&316;}
&{config:[&317;],constraints:[&318;],requests:[&319;]}
&{opaque:&309;,requests:[s]}
&{distinctAttribute:s,matchAttribute:s,requests:[s]}
&{exactly:&320;,firstAvailable:[&324;],name!:s}
&{adminAccess:b,allocationMode:s,capacity:&321;,count:i,derivedAttributes:[&322;],deviceClassName!:s,selectors:[&310;],tolerations:[&323;]}
&{requests:%q}
&{expression!:s,name!:s}
&{effect:s,key:s,operator:s,tolerationSeconds:i,value:s}
&{allocationMode:s,capacity:&321;,count:i,derivedAttributes:[&322;],deviceClassName!:s,name!:s,selectors:[&310;],tolerations:[&323;]}
&{metadata:&62;,spec:&315;}
&{allNodes:b,devices:[&327;],driver!:s,nodeName:s,nodeSelector:&72;,partitionTypeAttribute:s,perDeviceNodeSelection:b,pool!:&338;,sharedCounters:[&339;],skipNodeOperations:[s]}
&{allNodes:b,allowMultipleAllocations:b,attributes:%&328;,bindingConditions:[s],bindingFailureConditions:[s],bindsToNode:b,capacity:%&329;,consumesCounters:[&332;],name!:s,nodeAllocatableResourceMappings:%&334;,nodeAllocatableResources:%&335;,nodeName:s,nodeSelector:&72;,taints:[&314;]}
&{bool:b,bools:[b],int:i,ints:[i],string:s,strings:[s],version:s,versions:[s]}
&{requestPolicy:&330;,value!:q}
&{default:q,validRange:&331;,validValues:[q]}
&{max:q,min!:q,step:q}
&{compatibilityGroups:[s],counterSet!:s,counters!:%&333;}
&{value!:q}
&{allocationMultiplier:q,capacityKey:s}
&{mapping:&336;,overhead:&337;}
&{capacityKey:s,capacityMultiplier:q,deviceMultiplier:q}
&{perContainer:q,perPod:q}
&{generation!:i,name!:s,resourceSliceCount!:i}
&{counters!:%&333;,name!:s}
&{deviceSelector:&341;,taint!:&342;}
&{device:s,driver:s,pool:s}
&{effect!:s,key!:s,timeAdded:s,value:s}
&{defaultPartitionTypeAttribute:s,driver!:s,limit:i,poolName:s}
&{config:[&345;],extendedResourceName:s,selectors:[&347;]}
&{opaque:&346;}
&{driver!:s,parameters!:&59;}
&{cel:&348;}
&{expression!:s}
&{devices:&350;}
&{config:[&351;],constraints:[&352;],requests:[&353;]}
&{opaque:&346;,requests:[s]}
&{distinctAttribute:s,matchAttribute:s,requests:[s]}
&{adminAccess:b,allocationMode:s,capacity:&354;,count:i,derivedAttributes:[&355;],deviceClassName:s,firstAvailable:[&356;],name!:s,selectors:[&347;],tolerations:[&357;]}
&{requests:%q}
&{expression!:s,name!:s}
&{allocationMode:s,capacity:&354;,count:i,derivedAttributes:[&355;],deviceClassName!:s,name!:s,selectors:[&347;],tolerations:[&357;]}
&{effect:s,key:s,operator:s,tolerationSeconds:i,value:s}
&{metadata:&62;,spec:&349;}
&{allNodes:b,devices:[&360;],driver!:s,nodeName:s,nodeSelector:&72;,partitionTypeAttribute:s,perDeviceNodeSelection:b,pool!:&373;,sharedCounters:[&374;],skipNodeOperations:[s]}
&{basic:&361;,name!:s}
&{allNodes:b,allowMultipleAllocations:b,attributes:%&362;,bindingConditions:[s],bindingFailureConditions:[s],bindsToNode:b,capacity:%&363;,consumesCounters:[&366;],nodeAllocatableResourceMappings:%&368;,nodeAllocatableResources:%&369;,nodeName:s,nodeSelector:&72;,taints:[&372;]}
&{bool:b,bools:[b],int:i,ints:[i],string:s,strings:[s],version:s,versions:[s]}
&{requestPolicy:&364;,value!:q}
&{default:q,validRange:&365;,validValues:[q]}
&{max:q,min!:q,step:q}
&{compatibilityGroups:[s],counterSet!:s,counters!:%&367;}
&{value!:q}
&{allocationMultiplier:q,capacityKey:s}
&{mapping:&370;,overhead:&371;}
&{capacityKey:s,capacityMultiplier:q,deviceMultiplier:q}
&{perContainer:q,perPod:q}
&{effect!:s,key!:s,timeAdded:s,value:s}
&{generation!:i,name!:s,resourceSliceCount!:i}
&{counters!:%&367;,name!:s}
&{config:[&376;],extendedResourceName:s,selectors:[&378;]}
&{opaque:&377;}
&{driver!:s,parameters!:&59;}
&{cel:&379;}
&{expression!:s}
&{deviceSelector:&381;,taint!:&382;}
&{device:s,driver:s,pool:s}
&{effect!:s,key!:s,timeAdded:s,value:s}
&{devices:&384;}
&{config:[&385;],constraints:[&386;],requests:[&387;]}
&{opaque:&377;,requests:[s]}
&{distinctAttribute:s,matchAttribute:s,requests:[s]}
&{exactly:&388;,firstAvailable:[&392;],name!:s}
&{adminAccess:b,allocationMode:s,capacity:&389;,count:i,derivedAttributes:[&390;],deviceClassName!:s,selectors:[&378;],tolerations:[&391;]}
&{requests:%q}
&{expression!:s,name!:s}
&{effect:s,key:s,operator:s,tolerationSeconds:i,value:s}
&{allocationMode:s,capacity:&389;,count:i,derivedAttributes:[&390;],deviceClassName!:s,name!:s,selectors:[&378;],tolerations:[&391;]}
&{metadata:&62;,spec:&383;}
&{allNodes:b,devices:[&395;],driver!:s,nodeName:s,nodeSelector:&72;,partitionTypeAttribute:s,perDeviceNodeSelection:b,pool!:&406;,sharedCounters:[&407;],skipNodeOperations:[s]}
&{allNodes:b,allowMultipleAllocations:b,attributes:%&396;,bindingConditions:[s],bindingFailureConditions:[s],bindsToNode:b,capacity:%&397;,consumesCounters:[&400;],name!:s,nodeAllocatableResourceMappings:%&402;,nodeAllocatableResources:%&403;,nodeName:s,nodeSelector:&72;,taints:[&382;]}
&{bool:b,bools:[b],int:i,ints:[i],string:s,strings:[s],version:s,versions:[s]}
&{requestPolicy:&398;,value!:q}
&{default:q,validRange:&399;,validValues:[q]}
&{max:q,min!:q,step:q}
&{compatibilityGroups:[s],counterSet!:s,counters!:%&401;}
&{value!:q}
&{allocationMultiplier:q,capacityKey:s}
&{mapping:&404;,overhead:&405;}
&{capacityKey:s,capacityMultiplier:q,deviceMultiplier:q}
&{perContainer:q,perPod:q}
&{generation!:i,name!:s,resourceSliceCount!:i}
&{counters!:%&401;,name!:s}
&{controllerRef:&409;,podGroups!:[&410;]k(name)}
&{apiGroup:s,kind!:s,name!:s}
&{name!:s,policy!:&411;}
&{basic:&412;,gang:&413;}
&{...}
&{minCount!:i}
&{disruptionMode:s,podGroupTemplateRef:&415;,priority:i,priorityClassName:s,resourceClaims:[&417;]k(name),schedulingConstraints:&418;,schedulingPolicy!:&420;}
&{workload:&416;}
&{podGroupTemplateName!:s,workloadName!:s}
&{name!:s,resourceClaimName:s,resourceClaimTemplateName:s}
&{topology:[&419;]}
&{key!:s}
&{basic:&421;,gang:&422;}
&{...}
&{minCount!:i}
&{controllerRef:&424;,podGroupTemplates!:[&425;]k(name)}
&{apiGroup:s,kind!:s,name!:s}
&{disruptionMode:s,name!:s,priority:i,priorityClassName:s,resourceClaims:[&417;]k(name),schedulingConstraints:&418;,schedulingPolicy!:&420;}
&{disruptionMode:&427;,parentCompositePodGroupName:s,preemptionPolicy:s,priority:i,priorityClassName:s,schedulingConstraints:&430;,schedulingPolicy!:&431;,workloadRef!:&434;}
&{all:&428;,single:&429;}
&{...}
&{...}
&{topology:[&230;]}
&{basic:&432;,gang:&433;}
&{...}
&{minGroupCount!:i}
&{templateName!:s,workloadName!:s}
&{disruptionMode:&436;,parentCompositePodGroupName:s,preemptionPolicy:s,priority:i,priorityClassName:s,resourceClaims:[&439;]k(name),schedulingConstraints:&440;,schedulingPolicy!:&441;,workloadRef:&434;}
&{all:&437;,single:&438;}
&{...}
&{...}
&{name!:s,resourceClaimName:s,resourceClaimTemplateName:s}
&{topology:[&230;]}
&{basic:&442;,gang:&443;}
&{...}
&{minCount!:i}
&{compositePodGroupTemplates:[&445;]k(name),controllerRef:&447;,podGroupTemplates:[&446;]k(name)}
&{compositePodGroupTemplates:[&445;]k(name),disruptionMode:&427;,name!:s,podGroupTemplates:[&446;]k(name),preemptionPolicy:s,priority:i,priorityClassName:s,schedulingConstraints:&430;,schedulingPolicy!:&431;}
&{disruptionMode:&436;,name!:s,preemptionPolicy:s,priority:i,priorityClassName:s,resourceClaims:[&439;]k(name),schedulingConstraints:&440;,schedulingPolicy!:&441;}
&{apiGroup:s,kind!:s,name!:s}
&{disruptionMode:&449;,parentCompositePodGroupName:s,preemptionPolicy:s,priority:i,priorityClassName:s,resourceClaims:[&452;]k(name),schedulingConstraints:&453;,schedulingPolicy!:&455;,workloadRef:&458;}
&{all:&450;,single:&451;}
&{...}
&{...}
&{name!:s,resourceClaimName:s,resourceClaimTemplateName:s}
&{topology:[&454;]}
&{key!:s}
&{basic:&456;,gang:&457;}
&{...}
&{minCount!:i}
&{templateName!:s,workloadName!:s}
&{compositePodGroupTemplates:[&460;]k(name),controllerRef:&469;,podGroupTemplates:[&464;]k(name)}
&{compositePodGroupTemplates:[&460;]k(name),disruptionMode:&461;,name!:s,podGroupTemplates:[&464;]k(name),preemptionPolicy:s,priority:i,priorityClassName:s,schedulingConstraints:&465;,schedulingPolicy!:&466;}
&{all:&462;,single:&463;}
&{...}
&{...}
&{disruptionMode:&449;,name!:s,preemptionPolicy:s,priority:i,priorityClassName:s,resourceClaims:[&452;]k(name),schedulingConstraints:&453;,schedulingPolicy!:&455;}
&{topology:[&454;]}
&{basic:&467;,gang:&468;}
&{...}
&{minGroupCount!:i}
&{apiGroup:s,kind!:s,name!:s}
&{attachRequired:b,fsGroupPolicy:s,nodeAllocatableUpdatePeriodSeconds:i,podInfoOnMount:b,preventPodSchedulingIfMissing:b,requiresRepublish:b,seLinuxMount:b,serviceAccountTokenInSecrets:b,storageCapacity:b,tokenRequests:[&471;],volumeLifecycleModes:[s]}
&{audience!:s,expirationSeconds:i}
&{drivers!:[&473;]k(name)}
&{allocatable:&474;,name!:s,nodeID!:s,topologyKeys:[s]}
&{count:i}
&{matchLabelExpressions:[&476;]}
&{key!:s,values!:[s]}
&{attacher!:s,nodeName!:s,source!:&478;}
&{inlineVolumeSpec:&479;,persistentVolumeName:s}
&{accessModes:[s],awsElasticBlockStore:&128;,azureDisk:&129;,azureFile:&480;,capacity:%q,cephfs:&481;,cinder:&483;,claimRef:&250;,csi:&484;,fc:&145;,flexVolume:&485;,flocker:&147;,gcePersistentDisk:&148;,glusterfs:&486;,hostPath:&151;,iscsi:&487;,local:&488;,mountOptions:[s],nfs:&154;,nodeAffinity:&489;,persistentVolumeReclaimPolicy:s,photonPersistentDisk:&156;,portworxVolume:&157;,quobyte:&166;,rbd:&490;,scaleIO:&491;,storageClassName:s,storageos:&492;,volumeAttributesClassName:s,volumeMode:s,vsphereVolume:&171;}
&{readOnly:b,secretName!:s,secretNamespace:s,shareName!:s}
&{monitors!:[s],path:s,readOnly:b,secretFile:s,secretRef:&482;,user:s}
&{name:s,namespace:s}
&{fsType:s,readOnly:b,secretRef:&482;,volumeID!:s}
&{controllerExpandSecretRef:&482;,controllerPublishSecretRef:&482;,driver!:s,fsType:s,nodeExpandSecretRef:&482;,nodePublishSecretRef:&482;,nodeStageSecretRef:&482;,readOnly:b,volumeAttributes:%s,volumeHandle!:s}
&{driver!:s,fsType:s,options:%s,readOnly:b,secretRef:&482;}
&{endpoints!:s,endpointsNamespace:s,path!:s,readOnly:b}
&{chapAuthDiscovery:b,chapAuthSession:b,fsType:s,initiatorName:s,iqn!:s,iscsiInterface:s,lun!:i,portals:[s],readOnly:b,secretRef:&482;,targetPortal!:s}
&{fsType:s,path!:s}
&{required:&72;}
&{fsType:s,image!:s,keyring:s,monitors!:[s],pool:s,readOnly:b,secretRef:&482;,user:s}
&{fsType:s,gateway!:s,protectionDomain:s,readOnly:b,secretRef!:&482;,sslEnabled:b,storageMode:s,storagePool:s,system!:s,volumeName:s}
&{fsType:s,readOnly:b,secretRef:&250;,volumeName:s,volumeNamespace:s}
&{resource!:&494;}
&{group!:s,resource!:s}
&{resource!:&494;}
&{error:s,message:s,status!:s,type!:s}
&{addresses:[&498;],notReadyAddresses:[&498;],ports:[&499;]}
&{hostname:s,ip!:s,nodeName:s,targetRef:&250;}
&{appProtocol:s,name:s,port!:i,protocol:s}
&{count:i,lastObservedTime:s}
&{limits!:[&502;]}
&{default:%q,defaultRequest:%q,max:%q,maxLimitRequestRatio:%q,min:%q,type!:s}
&{finalizers:[s]}
&{configSource:&505;,externalID:s,podCIDR:s,podCIDRs:[s],podPreemptionPolicy:&507;,providerID:s,taints:[&508;],unschedulable:b}
&{configMap:&506;}
&{kubeletConfigKey!:s,name!:s,namespace!:s,resourceVersion:s,uid:s}
&{disableResizePreemption:[s]}
&{effect!:s,key!:s,timeAdded:s,value:s}
&{minReadySeconds:i,replicas:i,selector:%s,template:&61;}
&{hard:%q,scopeSelector:&511;,scopes:[s]}
&{matchExpressions:[&512;]}
&{operator!:s,scopeName!:s,values:[s]}
&{allocateLoadBalancerNodePorts:b,clusterIP:s,clusterIPs:[s],externalIPs:[s],externalName:s,externalTrafficPolicy:s,healthCheckNodePort:i,internalTrafficPolicy:s,ipFamilies:[s],ipFamilyPolicy:s,loadBalancerClass:s,loadBalancerIP:s,loadBalancerSourceRanges:[s],ports:[&514;]k(port|protocol),publishNotReadyAddresses:b,selector:%s,sessionAffinity:s,sessionAffinityConfig:&515;,trafficDistribution:s,type:s}
&{appProtocol:s,name:s,nodePort:i,port!:i,protocol:s,targetPort:x}
&{clientIP:&516;}
&{timeoutSeconds:i}
&{causes:[&518;],group:s,kind:s,name:s,retryAfterSeconds:i,uid:s}
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
=apiregistration.k8s.io/v1 APIService {spec:&57;}
=apps/v1 ControllerRevision {data:&59;,revision:i}
=apps/v1 DaemonSet {spec:&60;}
=apps/v1 Deployment {spec:&175;}
=apps/v1 ReplicaSet {spec:&178;}
=apps/v1 StatefulSet {spec:&179;}
=authentication.k8s.io/v1 SelfSubjectReview {}
=authentication.k8s.io/v1 TokenRequest {spec:&190;}
=authentication.k8s.io/v1 TokenReview {spec!:&192;}
=authorization.k8s.io/v1 LocalSubjectAccessReview {spec!:&193;}
=authorization.k8s.io/v1 SelfSubjectAccessReview {spec!:&199;}
=authorization.k8s.io/v1 SelfSubjectRulesReview {spec!:&200;}
=authorization.k8s.io/v1 SubjectAccessReview {spec!:&193;}
=autoscaling/v1 HorizontalPodAutoscaler {spec:&201;}
=autoscaling/v1 Scale {spec:&203;}
=autoscaling/v2 HorizontalPodAutoscaler {spec:&204;}
=batch/v1 CronJob {spec:&217;}
=batch/v1 Job {spec:&219;}
=certificates.k8s.io/v1 CertificateSigningRequest {spec!:&236;}
=certificates.k8s.io/v1 ClusterTrustBundle {spec!:&237;}
=certificates.k8s.io/v1 PodCertificateRequest {spec!:&238;}
=certificates.k8s.io/v1alpha1 ClusterTrustBundle {spec!:&239;}
=certificates.k8s.io/v1beta1 ClusterTrustBundle {spec!:&240;}
=certificates.k8s.io/v1beta1 PodCertificateRequest {spec!:&241;}
=coordination.k8s.io/v1 Lease {spec:&242;}
=coordination.k8s.io/v1alpha2 LeaseCandidate {spec:&243;}
=coordination.k8s.io/v1beta1 LeaseCandidate {spec:&244;}
=discovery.k8s.io/v1 EndpointSlice {addressType!:s,endpoints:[&245;],ports:[&251;]}
=events.k8s.io/v1 Event {action:s,deprecatedCount:i,deprecatedFirstTimestamp:s,deprecatedLastTimestamp:s,deprecatedSource:&252;,eventTime!:s,note:s,reason:s,regarding:&250;,related:&250;,reportingController:s,reportingInstance:s,series:&253;,type:s}
=flowcontrol.apiserver.k8s.io/v1 FlowSchema {spec:&254;}
=flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration {spec:&264;}
=internal.apiserver.k8s.io/v1alpha1 StorageVersion {spec:&269;}
=lifecycle.k8s.io/v1alpha1 Eviction {spec!:&270;}
=lifecycle.k8s.io/v1alpha1 EvictionRequest {spec!:&273;}
=networking.k8s.io/v1 IPAddress {spec:&276;}
=networking.k8s.io/v1 Ingress {spec:&278;}
=networking.k8s.io/v1 IngressClass {spec:&286;}
=networking.k8s.io/v1 NetworkPolicy {spec:&288;}
=networking.k8s.io/v1 ServiceCIDR {spec:&294;}
=networking.k8s.io/v1beta1 IPAddress {spec:&295;}
=networking.k8s.io/v1beta1 ServiceCIDR {spec:&297;}
=node.k8s.io/v1 RuntimeClass {handler!:s,overhead:&298;,scheduling:&299;}
=policy/v1 Eviction {deleteOptions:&300;}
=policy/v1 PodDisruptionBudget {spec:&302;}
=rbac.authorization.k8s.io/v1 ClusterRole {aggregationRule:&303;,rules:[&304;]}
=rbac.authorization.k8s.io/v1 ClusterRoleBinding {roleRef!:&305;,subjects:[&306;]}
=rbac.authorization.k8s.io/v1 Role {rules:[&304;]}
=rbac.authorization.k8s.io/v1 RoleBinding {roleRef!:&305;,subjects:[&306;]}
=resource.k8s.io/v1 DeviceClass {spec:&307;}
=resource.k8s.io/v1 DeviceTaintRule {spec!:&312;}
=resource.k8s.io/v1 ResourceClaim {spec:&315;}
=resource.k8s.io/v1 ResourceClaimTemplate {spec:&325;}
=resource.k8s.io/v1 ResourceSlice {spec!:&326;}
=resource.k8s.io/v1alpha3 DeviceTaintRule {spec!:&340;}
=resource.k8s.io/v1alpha3 ResourcePoolStatusRequest {spec!:&343;}
=resource.k8s.io/v1beta1 DeviceClass {spec:&344;}
=resource.k8s.io/v1beta1 ResourceClaim {spec:&349;}
=resource.k8s.io/v1beta1 ResourceClaimTemplate {spec:&358;}
=resource.k8s.io/v1beta1 ResourceSlice {spec!:&359;}
=resource.k8s.io/v1beta2 DeviceClass {spec:&375;}
=resource.k8s.io/v1beta2 DeviceTaintRule {spec!:&380;}
=resource.k8s.io/v1beta2 ResourceClaim {spec:&383;}
=resource.k8s.io/v1beta2 ResourceClaimTemplate {spec:&393;}
=resource.k8s.io/v1beta2 ResourceSlice {spec!:&394;}
=scheduling.k8s.io/v1 PriorityClass {description:s,globalDefault:b,preemptionPolicy:s,value:i}
=scheduling.k8s.io/v1alpha1 Workload {spec!:&408;}
=scheduling.k8s.io/v1alpha2 PodGroup {spec!:&414;}
=scheduling.k8s.io/v1alpha2 Workload {spec!:&423;}
=scheduling.k8s.io/v1alpha3 CompositePodGroup {spec!:&426;}
=scheduling.k8s.io/v1alpha3 PodGroup {spec!:&435;}
=scheduling.k8s.io/v1alpha3 Workload {spec!:&444;}
=scheduling.k8s.io/v1beta1 PodGroup {spec!:&448;}
=scheduling.k8s.io/v1beta1 Workload {spec!:&459;}
=storage.k8s.io/v1 CSIDriver {spec!:&470;}
=storage.k8s.io/v1 CSINode {spec!:&472;}
=storage.k8s.io/v1 CSIStorageCapacity {capacity:q,maximumVolumeSize:q,nodeTopology:&4;,storageClassName!:s}
=storage.k8s.io/v1 StorageClass {allowVolumeExpansion:b,allowedTopologies:[&475;],mountOptions:[s],parameters:%s,provisioner!:s,reclaimPolicy:s,volumeBindingMode:s}
=storage.k8s.io/v1 VolumeAttachment {spec!:&477;}
=storage.k8s.io/v1 VolumeAttributesClass {driverName!:s,parameters:%s}
=storage.k8s.io/v1beta1 VolumeAttributesClass {driverName!:s,parameters:%s}
=storagemigration.k8s.io/v1 StorageVersionMigration {spec:&493;}
=storagemigration.k8s.io/v1beta1 StorageVersionMigration {spec:&495;}
=v1 Binding {target!:&250;}
=v1 ComponentStatus {conditions:[&496;]k(type)}
=v1 ConfigMap {binaryData:%s,data:%s,immutable:b}
=v1 Endpoints {subsets:[&497;]}
=v1 Event {action:s,count:i,eventTime:s,firstTimestamp:s,involvedObject!:&250;,lastTimestamp:s,message:s,reason:s,related:&250;,reportingComponent:s,reportingInstance:s,series:&500;,source:&252;,type:s}
=v1 LimitRange {spec:&501;}
=v1 Namespace {spec:&503;}
=v1 Node {spec:&504;}
=v1 PersistentVolume {spec:&479;}
=v1 PersistentVolumeClaim {spec:&141;}
=v1 Pod {spec:&66;}
=v1 PodTemplate {template:&61;}
=v1 ReplicationController {spec:&509;}
=v1 ResourceQuota {spec:&510;}
=v1 Secret {data:%s,immutable:b,stringData:%s,type:s}
=v1 Service {spec:&513;}
=v1 ServiceAccount {automountServiceAccountToken:b,imagePullSecrets:[&117;],secrets:[&250;]k(name)}
=v1 Status {code:i,details:&517;,message:s,reason:s}
"""#)
}
