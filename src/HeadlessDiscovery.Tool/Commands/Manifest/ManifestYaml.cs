using System.Globalization;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Manifest;

/// <summary>A headless Service and its pods, with everything that people forget.</summary>
internal static class ManifestYaml
{
    public static string Of(ManifestPlan plan, Words words) => $"{Service(plan, words)}---\n{Workload(plan, words)}";

    private static string Service(ManifestPlan plan, Words words) => string.Create(CultureInfo.InvariantCulture, $"""
        apiVersion: v1
        kind: Service
        metadata:
          name: {plan.Service}
        spec:
          # {words.YamlHeadless}
          clusterIP: None
          # {words.YamlPublish}
          publishNotReadyAddresses: true
          selector:
            app: {plan.App}
          ports:
            - name: peer
              port: {plan.Port}

        """).ReplaceLineEndings("\n");

    private static string Workload(ManifestPlan plan, Words words) => string.Create(CultureInfo.InvariantCulture, $"""
        apiVersion: apps/v1
        kind: {(plan.IsStatefulSet ? "StatefulSet" : "Deployment")}
        metadata:
          name: {plan.App}
        spec:
        {(plan.IsStatefulSet ? StatefulSetOnly(plan, words) : string.Empty)}  replicas: {plan.Replicas}
          selector:
            matchLabels:
              app: {plan.App}
          template:
            metadata:
              labels:
                app: {plan.App}
            spec:
              containers:
                - name: {plan.App}
                  image: "{plan.ImageOrPlaceholder}"
                  ports:
                    - name: peer
                      containerPort: {plan.Port}
                  env:
                    # {words.YamlPodIp}
                    - name: POD_IP
                      valueFrom:
                        fieldRef:
                          fieldPath: status.podIP
                    - name: POD_IPS
                      valueFrom:
                        fieldRef:
                          fieldPath: status.podIPs

        """).ReplaceLineEndings("\n");

    private static string StatefulSetOnly(ManifestPlan plan, Words words) =>
        $"  # {words.YamlServiceName}\n  serviceName: {plan.Service}\n  # {words.YamlParallel}\n  podManagementPolicy: Parallel\n";
}
