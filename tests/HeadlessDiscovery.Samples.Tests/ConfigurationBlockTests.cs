using System.Text;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests.Kubernetes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Samples.Tests;

/// <summary>YAML and JSON that a page shows, also a part of a manifest, is what Kubernetes or the library takes.</summary>
public sealed partial class ConfigurationBlockTests
{
    // Not of Kubernetes: a file of docker compose. It is only read.
    private const string Compose = "docs/elsewhere.md";

    // Its objects are held against the schema of the tool by SchemaTests, all of them.
    private const string Objects = "docs/cli.md";

    public static TheoryData<string, int> Manifests => Of("yaml", Compose);

    public static TheoryData<string, int> Settings => Of("json", Objects);

    [Theory]
    [MemberData(nameof(Manifests))]
    public async Task A_manifest_or_a_part_of_one_has_only_fields_and_values_that_the_API_knows(string page, int line)
    {
        foreach (var document in KubernetesSchema.Documents(Text(page, line)))
        {
            Assert.Empty(await KubernetesSchema.ProblemsOfPartAsync(document));
        }
    }

    [Theory]
    [InlineData("spec:\n  publishNotReadyAdresses: true")]
    [InlineData("dnsPolicy: Cluster")]
    [InlineData("initContainers:\n  - { name: wait, arg: [wait] }")]
    [InlineData("apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  service: orders")]
    public async Task A_part_that_an_API_server_would_refuse_is_refused(string yaml) =>
        Assert.NotEmpty(await KubernetesSchema.ProblemsOfPartAsync(KubernetesSchema.Documents(yaml).Single()));

    [Fact]
    public void The_file_of_docker_compose_can_be_read() =>
        Assert.Equal("orders", (string?)KubernetesSchema.Documents(Assert.Single(Blocks("yaml"), block => block.Page == Compose).Text).Single()["services"]!["web"]!["image"]);

    [Theory]
    [MemberData(nameof(Settings))]
    public void Settings_are_options_that_the_library_takes(string page, int line)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(Text(page, line)));
        var section = new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("HeadlessPeers");
        Assert.True(section.Exists());
        Assert.NotNull(section.Get<HeadlessPeersOptions>(binder => binder.ErrorOnUnknownConfiguration = true));

        var services = new ServiceCollection();
        services.AddHeadlessPeers("orders-headless", section);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IOptionsMonitor<HeadlessPeersOptions>>().Get("orders-headless");   // throws where a value is not allowed
    }

    private static string Text(string page, int line) => Blocks("yaml").Concat(Blocks("json")).Single(block => (block.Page, block.Line) == (page, line)).Text;

    private static TheoryData<string, int> Of(string language, string but)
    {
        var data = new TheoryData<string, int>();
        foreach (var (page, line, _) in Blocks(language).Where(block => block.Page != but))
        {
            data.Add(page, line);
        }

        return data;
    }

    private static IEnumerable<(string Page, int Line, string Text)> Blocks(string language) =>
        from page in Repository.Pages.Concat(Repository.PackagePages)
        let text = Repository.Read(page)
        from block in Fences().Matches(text)
        where block.Groups[1].Value == language
        select (page, text[..block.Index].Count(sign => sign == '\n') + 1, block.Groups[2].Value);

    [GeneratedRegex(@"^```(\S*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
