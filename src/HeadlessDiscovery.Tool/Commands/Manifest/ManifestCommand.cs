using System.CommandLine;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Plain;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Manifest;

/// <summary><c>manifest NAME --port N</c>: the YAML that is right the first time.</summary>
internal sealed partial class ManifestCommand(Words words) : ToolCommand("manifest", words.Manifest, words)
{
    private const int LongestStatefulSet = 52;

    private readonly Argument<string?> service = ServiceArgument(words);
    private readonly Option<string?> port = new("--port") { Description = words.OptionManifestPort, HelpName = "N" };
    private readonly Option<bool> statefulSet = new("--statefulset") { Description = words.OptionStatefulSet };
    private readonly Option<string?> replicas = new("--replicas") { Description = words.OptionReplicas, HelpName = "N" };
    private readonly Option<string?> image = new("--image") { Description = words.OptionImage, HelpName = "IMAGE" };

    public override bool HasLevels => false;

    protected override Argument Subject => service;

    protected override IEnumerable<Option> OwnOptions => [port, statefulSet, replicas, image];

    public override Task<int> RunAsync(ParseResult arguments, Invocation invocation, CancellationToken cancellationToken)
    {
        var reader = new OptionReader(arguments, Words);
        var name = arguments.GetValue(service) is null ? reader.Service(service) : ObjectName(reader, arguments.GetValue(service)!);
        var number = reader.Number(port, 1, 65535);
        if (number is null && reader.Text(port) is null)
        {
            reader.Wrong(Words.ValueMissing("--port"));
        }

        var plan = new ManifestPlan(name, number ?? 0, reader.Number(replicas, 0, 10_000) ?? 3, reader.Text(image), reader.Flag(statefulSet));
        if (plan.Image is { } given && !ImageName().IsMatch(given))
        {
            reader.Wrong(Words.NotAnImage(given));
        }

        // Each pod has the label controller-revision-hash: the name, a hyphen and ten characters, of which a label takes 63 in all.
        if (plan is { IsStatefulSet: true, App.Length: > LongestStatefulSet })
        {
            reader.Wrong(Words.StatefulSetTooLong(plan.App, LongestStatefulSet));
        }

        reader.ThrowIfWrong();
        var yaml = ManifestYaml.Of(plan, Words);
        if (invocation.Format == OutputFormat.Json)
        {
            invocation.Json(JsonLine.Of(json =>
            {
                json.WriteString("service", name);
                json.WriteString("yaml", yaml);
            }));
        }
        else
        {
            PlainLines.Write(invocation.Console, yaml.TrimEnd('\n').Split('\n'));
        }

        return Task.FromResult(ExitCode.Yes);
    }

    // RFC 1035 §2.3.1, as the API server wants the name of a Service; the namespace is where it is applied.
    private string ObjectName(OptionReader reader, string text)
    {
        if (!Label().IsMatch(text))
        {
            reader.Wrong(Words.NotAnObjectName(text));
        }

        return text;
    }

    [GeneratedRegex("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?\\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"^[\w][\w./:@-]*\z")]
    private static partial Regex ImageName();
}
