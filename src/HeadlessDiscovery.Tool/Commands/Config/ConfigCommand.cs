using System.CommandLine;
using HeadlessDiscovery.Json;
using HeadlessDiscovery.ResolvConf;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Plain;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Config;

/// <summary><c>config</c>: the resolver configuration as it was understood.</summary>
internal sealed class ConfigCommand(Words words) : ToolCommand("config", words.Config, words)
{
    // A resolver is opened for some service; the configuration is the same for each.
    private const string AnyService = "any";

    private readonly LookupOptions asking = new(words);

    protected override IEnumerable<Option> OwnOptions => asking.All;

    public override async Task<int> RunAsync(ParseResult arguments, Invocation invocation, CancellationToken cancellationToken)
    {
        var reader = new OptionReader(arguments, Words);
        var asked = asking.Read(reader);
        reader.ThrowIfWrong();

        var session = invocation.Open(AnyService, asked);
        await using (session.ConfigureAwait(false))
        {
            Tell(invocation, session.Plan().Configuration);
        }

        return ExitCode.Yes;
    }

    private void Tell(Invocation invocation, ResolverConfiguration configuration)
    {
        switch (invocation.Format)
        {
            case OutputFormat.Json:
                invocation.Json(JsonLine.Of(json => json.Write(configuration)));
                return;
            case OutputFormat.Plain:
                PlainLines.Write(invocation.Console, configuration.NameServers.Select(server => server.ToString()));
                return;
        }

        foreach (var (left, right) in Rows(configuration))
        {
            invocation.Line($"  {Cells.Pad(left, 12)}  {right}");
        }

        foreach (var diagnostic in configuration.Diagnostics)
        {
            invocation.Line($"  !  {Words.ConfigDiagnostic(diagnostic.Line, diagnostic.Message)}");
        }

        if (!invocation.Presentation.Quiet)
        {
            invocation.Line();
            invocation.Line(Words.NoQueryWasSent);
        }
    }

    private IEnumerable<(string, string)> Rows(ResolverConfiguration configuration)
    {
        yield return (Words.ConfigPath, configuration.Path ?? Words.None);
        yield return (Words.ConfigServers, configuration.NameServers.IsEmpty ? Words.None : string.Join(' ', configuration.NameServers));
        yield return (Words.ConfigSearch, configuration.Search.IsEmpty ? Words.None : string.Join(' ', configuration.Search));
        yield return (Words.ConfigOptions, ResolvConfOptions.Written(configuration));
    }
}
