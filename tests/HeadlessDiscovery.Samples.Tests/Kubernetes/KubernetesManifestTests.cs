using System.Text.Json.Nodes;

namespace HeadlessDiscovery.Samples.Tests.Kubernetes;

/// <summary>The manifests that people copy are ones that an API server takes, and fit together.</summary>
public sealed class KubernetesManifestTests
{
    private const string Folder = "docs/kubernetes";

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, Folder), "*.yaml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_manifest_is_valid_against_the_schema(string file)
    {
        foreach (var document in KubernetesSchema.Documents(Repository.Read($"{Folder}/{file}")))
        {
            Assert.Empty(await KubernetesSchema.ProblemsAsync(document));
        }
    }

    [Theory]
    [InlineData("publishNotReadyAdresses: true", "NoAdditionalPropertiesAllowed at #/spec.publishNotReadyAdresses")]
    [InlineData("publishNotReadyAddresses: \"true\"", "BooleanExpected at #/spec.publishNotReadyAddresses")]
    [InlineData("ports: [{ name: peer }]", "PropertyRequired at #/spec.ports[0].port")]
    [InlineData("ports: [{ port: \"5000\" }]", "IntegerExpected at #/spec.ports[0].port")]
    public async Task What_an_API_server_would_refuse_is_refused(string line, string problem)
    {
        var yaml = $"apiVersion: v1\nkind: Service\nmetadata: {{ name: orders }}\nspec:\n  clusterIP: None\n  {line}\n";

        Assert.Contains(problem, string.Join('\n', await KubernetesSchema.ProblemsAsync(KubernetesSchema.Documents(yaml).Single())));
    }

    [Theory]
    [InlineData("service.yaml", false)]
    [InlineData("service-not-ready.yaml", true)]
    public void The_headless_Services_differ_in_who_is_named(string file, bool publishesNotReady)
    {
        var service = KubernetesSchema.Documents(Repository.Read($"{Folder}/{file}"))[0];

        Assert.Equal("None", Text(service, "spec", "clusterIP"));
        Assert.Equal(publishesNotReady, service["spec"]!["publishNotReadyAddresses"]?.GetValue<bool>() ?? false);
    }

    [Theory]
    [InlineData("deployment.yaml")]
    [InlineData("statefulset.yaml")]
    public void The_pods_are_those_of_the_Service_and_know_their_addresses(string file)
    {
        var service = KubernetesSchema.Documents(Repository.Read($"{Folder}/service.yaml"))[0];
        var workload = KubernetesSchema.Documents(Repository.Read($"{Folder}/{file}")).Single();
        var template = workload["spec"]!["template"]!;
        var container = template["spec"]!["containers"]![0]!;

        Assert.True(JsonNode.DeepEquals(service["spec"]!["selector"], template["metadata"]!["labels"]));
        Assert.True(JsonNode.DeepEquals(workload["spec"]!["selector"]!["matchLabels"], template["metadata"]!["labels"]));
        Assert.Equal(service["spec"]!["ports"]![0]!["port"]!.GetValue<int>(), container["ports"]![0]!["containerPort"]!.GetValue<int>());
        Assert.Equal(
            ["POD_IP=status.podIP", "POD_IPS=status.podIPs"],
            container["env"]!.AsArray().Select(variable => $"{Text(variable!, "name")}={Text(variable!, "valueFrom", "fieldRef", "fieldPath")}"));
    }

    [Fact]
    public void The_StatefulSet_belongs_to_the_headless_Service_and_starts_all_pods_at_once()
    {
        var set = KubernetesSchema.Documents(Repository.Read($"{Folder}/statefulset.yaml")).Single();

        Assert.Equal("orders-headless", Text(set, "spec", "serviceName"));
        Assert.Equal("Parallel", Text(set, "spec", "podManagementPolicy"));
    }

    [Theory]
    [InlineData("deployment.yaml")]
    [InlineData("statefulset.yaml")]
    public void The_probe_asks_what_the_page_about_health_maps_on_the_port_that_there_is(string file)
    {
        var container = KubernetesSchema.Documents(Repository.Read($"{Folder}/{file}")).Single()["spec"]!["template"]!["spec"]!["containers"]![0]!;

        Assert.Contains($"MapHealthChecks(\"{Text(container, "readinessProbe", "httpGet", "path")}\"", Repository.Read("docs/health.md"), StringComparison.Ordinal);
        Assert.Equal(Text(container["ports"]![0]!, "name"), Text(container, "readinessProbe", "httpGet", "port"));
    }

    [Theory]
    [InlineData("deployment.yaml")]
    [InlineData("statefulset.yaml")]
    public void A_pod_that_terminates_answers_for_the_pause_of_the_page_and_then_ends_its_requests(string file)
    {
        var pod = KubernetesSchema.Documents(Repository.Read($"{Folder}/{file}")).Single()["spec"]!["template"]!["spec"]!;
        var pause = pod["containers"]![0]!["lifecycle"]!["preStop"]!["sleep"]!["seconds"]!.GetValue<int>();
        var grace = pod["terminationGracePeriodSeconds"]!.GetValue<int>();

        Assert.Contains($"preStop: {{ sleep: {{ seconds: {pause} }} }}", Repository.Read("docs/kubernetes.md"), StringComparison.Ordinal);
        Assert.Contains($"terminationGracePeriodSeconds: {grace} ", Repository.Read("docs/kubernetes.md"), StringComparison.Ordinal);
        Assert.True(grace > pause);
    }

    [Fact]
    public void The_doctor_asks_for_the_Service_the_port_and_the_replicas_that_the_other_manifests_have()
    {
        var service = KubernetesSchema.Documents(Repository.Read($"{Folder}/service.yaml"))[0];
        var deployment = KubernetesSchema.Documents(Repository.Read($"{Folder}/deployment.yaml")).Single();
        var job = KubernetesSchema.Documents(Repository.Read($"{Folder}/doctor-job.yaml")).Single();

        Assert.Equal(
            ["doctor", Text(service, "metadata", "name"), "--client", "--port", $"{service["spec"]!["ports"]![0]!["port"]}", "--expect", $"{deployment["spec"]!["replicas"]}"],
            job["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]!.AsArray().Select(argument => argument!.GetValue<string>()));
    }

    [Theory]
    [InlineData("deployment.yaml", true)]
    [InlineData("statefulset.yaml", true)]
    [InlineData("doctor-job.yaml", false)]
    public void The_policy_is_for_every_pod_that_asks_and_lets_it_reach_the_port_of_the_peers(string file, bool isPeer)
    {
        var policy = KubernetesSchema.Documents(Repository.Read($"{Folder}/networkpolicy.yaml")).Single()["spec"]!;
        var (@in, @out) = (policy["ingress"]![0]!, policy["egress"]![1]!);
        var template = KubernetesSchema.Documents(Repository.Read($"{Folder}/{file}")).Single()["spec"]!["template"]!;
        var labels = template["metadata"]!["labels"]!;

        Assert.True(Selects(policy["podSelector"]!, labels));
        Assert.True(Selects(@in["from"]![0]!["podSelector"]!, labels));
        Assert.Equal(isPeer, Selects(@out["to"]![0]!["podSelector"]!, labels));
        Assert.Equal(isPeer ? "peer" : null, template["spec"]!["containers"]![0]!["ports"]?[0]!["name"]!.GetValue<string>());
        Assert.Equal(["TCP/peer", "TCP/peer"], ((JsonNode[])[@in, @out]).Select(rule => Assert.Single(rule["ports"]!.AsArray())!).Select(port => $"{Text(port, "protocol")}/{port["port"]}"));
    }

    [Fact]
    public void The_policy_lets_DNS_out_over_UDP_and_TCP()
    {
        var policy = KubernetesSchema.Documents(Repository.Read($"{Folder}/networkpolicy.yaml")).Single();
        var dns = policy["spec"]!["egress"]![0]!["ports"]!.AsArray().Select(port => $"{Text(port!, "protocol")}/{port!["port"]}");

        Assert.Equal(["UDP/53", "TCP/53"], dns);
    }

    // As the API server reads a LabelSelector, of which matchLabels and In are used here.
    private static bool Selects(JsonNode selector, JsonNode labels) =>
        (selector["matchLabels"]?.AsObject() ?? []).All(wanted => Label(labels, wanted.Key) == wanted.Value!.GetValue<string>()) &&
        (selector["matchExpressions"]?.AsArray() ?? []).All(expression =>
            Text(expression!, "operator") == "In" && expression!["values"]!.AsArray().Any(value => value!.GetValue<string>() == Label(labels, Text(expression, "key"))));

    private static string? Label(JsonNode labels, string key) => labels[key]?.GetValue<string>();

    private static string Text(JsonNode node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node[name] ?? throw new Xunit.Sdk.XunitException($"There is no '{name}'.");
        }

        return node.GetValue<string>();
    }
}
