using System.Text.Json.Nodes;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Samples.Tests.Kubernetes;
using HeadlessDiscovery.Tool.Tests.Running;
using YamlDotNet.RepresentationModel;

namespace HeadlessDiscovery.Tool.Tests.Commands;

public sealed class ManifestCommandTests
{
    [Theory]
    [InlineData(false, "Deployment")]
    [InlineData(true, "StatefulSet")]
    public async Task The_service_is_headless_and_names_the_pods_of_the_workload(bool statefulSet, string kind)
    {
        foreach (var language in (string[])["en", "ko"])
        {
            string[] arguments = ["manifest", "orders-headless", "--port", "5000", "--replicas", "5", "--lang", language, .. statefulSet ? (string[])["--statefulset"] : []];
            var (service, workload) = Read((await ToolRun.Of(new FakeResolvers(), arguments)).Output);

            Assert.Equal(["Service", "orders-headless", "None", "true"], [At(service, "kind"), At(service, "metadata", "name"), At(service, "spec", "clusterIP"), At(service, "spec", "publishNotReadyAddresses")]);
            Assert.Equal([kind, "orders", "5"], [At(workload, "kind"), At(workload, "metadata", "name"), At(workload, "spec", "replicas")]);

            // A selector that matches nothing is the mistake that is hardest to see.
            Assert.Equal("orders", At(service, "spec", "selector", "app"));
            Assert.Equal("orders", At(workload, "spec", "selector", "matchLabels", "app"));
            Assert.Equal("orders", At(workload, "spec", "template", "metadata", "labels", "app"));

            var port = First(service, "spec", "ports");
            var container = First(workload, "spec", "template", "spec", "containers");
            Assert.Equal(["peer", "5000"], [At(port, "name"), At(port, "port")]);
            Assert.Equal("5000", At(First(container, "ports"), "containerPort"));
            Assert.Equal("orders:latest", At(container, "image"));
            Assert.Equal(
                ["POD_IP status.podIP", "POD_IPS status.podIPs"],
                ((YamlSequenceNode)Node(container, "env")).Select(variable => $"{At(variable, "name")} {At(variable, "valueFrom", "fieldRef", "fieldPath")}"));
        }
    }

    [Theory]
    [InlineData("orders-headless", "orders")]
    [InlineData("orders--headless", "orders")]
    [InlineData("orders", "orders")]
    public async Task The_workload_has_the_name_of_the_service_without_headless(string service, string app)
    {
        var run = await ToolRun.Of(new FakeResolvers(), "manifest", service, "--port", "5000");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"  name: {app}\n", run.Output);
    }

    [Theory]
    [InlineData("manifest orders-headless --port 5000")]
    [InlineData("manifest orders --port 5000 --statefulset --replicas 0 --lang ko")]
    [InlineData("manifest a --port 65535 --image registry.example.com:5000/a/b@sha256:0123")]
    public async Task An_API_server_takes_it(string arguments)
    {
        foreach (var document in KubernetesSchema.Documents((await ToolRun.Of(new FakeResolvers(), arguments.Split(' '))).Output))
        {
            Assert.Empty(await KubernetesSchema.ProblemsAsync(document));
        }
    }

    [Theory]
    [InlineData("deployment.yaml")]
    [InlineData("statefulset.yaml", "--statefulset")]
    public async Task It_prints_the_Service_of_the_documentation_and_nothing_that_its_pods_lack(string file, params string[] more)
    {
        var printed = KubernetesSchema.Documents((await ToolRun.Of(new FakeResolvers(), ["manifest", "orders-headless", "--port", "5000", "--image", "orders:1.0.0", .. more])).Output);

        Assert.True(JsonNode.DeepEquals(KubernetesSchema.Documents(Repository.Read("docs/kubernetes/service-not-ready.yaml")).Single(), printed[0]));
        Assert.True(IsWithin(printed[1], KubernetesSchema.Documents(Repository.Read($"docs/kubernetes/{file}")).Single()));
    }

    [Fact]
    public void The_doctor_job_of_the_documentation_is_a_command_that_is_understood()
    {
        var job = KubernetesSchema.Documents(Repository.Read("docs/kubernetes/doctor-job.yaml")).Single();
        string[] arguments = [.. job["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]!.AsArray().Select(argument => argument!.ToString())];

        Assert.Equal("doctor", arguments[0]);
        Assert.Empty(Application.Build(Tool.Text.Words.English).Parse(arguments).Errors);
    }

    [Fact]
    public async Task A_StatefulSet_belongs_to_the_service_and_starts_its_pods_together()
    {
        var (service, workload) = Read((await ToolRun.Of(new FakeResolvers(), "manifest", "orders", "--port", "5000", "--statefulset")).Output);

        Assert.Equal(At(service, "metadata", "name"), At(workload, "spec", "serviceName"));
        Assert.Equal("Parallel", At(workload, "spec", "podManagementPolicy"));
        Assert.Equal("3", At(workload, "spec", "replicas"));
    }

    [Fact]
    public async Task Json_has_the_same_yaml_and_a_given_image()
    {
        var run = await ToolRun.Of(new FakeResolvers(), "manifest", "orders", "--port", "5000", "--image", "registry.example.com/orders:1.2", "-o", "json");
        var (_, workload) = Read(Assert.Single(run.Objects()).GetProperty("yaml").GetString()!);

        Assert.Equal("registry.example.com/orders:1.2", At(First(workload, "spec", "template", "spec", "containers"), "image"));
    }

    private static bool IsWithin(JsonNode? part, JsonNode? whole) => (part, whole) switch
    {
        (JsonObject fields, JsonObject all) => fields.All(field => IsWithin(field.Value, all[field.Key])),
        (JsonArray items, JsonArray all) => items.Count == all.Count && items.Zip(all).All(pair => IsWithin(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(part, whole),
    };

    private static (YamlNode Service, YamlNode Workload) Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        Assert.Equal(2, stream.Documents.Count);
        return (stream.Documents[0].RootNode, stream.Documents[1].RootNode);
    }

    private static YamlNode Node(YamlNode node, params string[] path) => path.Aggregate(node, (at, key) => at[key]);

    private static YamlNode First(YamlNode node, params string[] path) => ((YamlSequenceNode)Node(node, path))[0];

    private static string At(YamlNode node, params string[] path) => ((YamlScalarNode)Node(node, path)).Value!;
}
