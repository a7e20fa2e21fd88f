using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Play;

/// <summary><c>play</c>: a cluster's DNS on this machine that stays, and that commands change.</summary>
internal sealed class PlayCommand(Words words) : ToolCommand("play", words.Play, words)
{
    private const string DefaultService = "orders-headless.shop";
    private const int DefaultPods = 3;
    private const int DefaultPort = 5000;
    private static readonly TimeSpan DefaultTtl = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestTtl = TimeSpan.FromHours(1);

    private readonly Argument<string?> service = new("NAME") { Description = words.PlayService, Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> pods = new("--pods") { Description = words.OptionPlayPods, HelpName = "N" };
    private readonly Option<string?> ttl = new("--ttl") { Description = words.OptionPlayTtl, HelpName = "5s" };
    private readonly Option<string?> port = new("--port") { Description = words.OptionPlayPort, HelpName = "N" };
    private readonly Option<string?> listen = new("--listen") { Description = words.OptionPlayListen, HelpName = "IP[:PORT]" };
    private readonly Option<string?> resolvConf = new("--resolv-conf") { Description = words.OptionPlayResolvConf, HelpName = "FILE" };
    private readonly Option<string?> script = new("--script") { Description = words.OptionPlayScript, HelpName = "FILE" };

    public override bool HasLevels => false;

    protected override Argument Subject => service;

    protected override IEnumerable<Option> OwnOptions => [pods, ttl, port, listen, resolvConf, script];

    public override async Task<int> RunAsync(ParseResult arguments, Invocation invocation, CancellationToken cancellationToken)
    {
        var reader = new OptionReader(arguments, Words);
        var plan = Read(reader, arguments);
        reader.ThrowIfWrong();
        try
        {
            var lines = reader.Text(script) is { } path ? new PlayScript(path, await File.ReadAllLinesAsync(path, cancellationToken).ConfigureAwait(false)) : null;
            var cluster = await PlayCluster.StartAsync(plan, invocation.Host.Time, cancellationToken).ConfigureAwait(false);
            await using (cluster.ConfigureAwait(false))
            {
                var screen = new PlayScreen(invocation, cluster);
                screen.Show(null);
                await new PlaySession(invocation, cluster, screen).RunAsync(lines, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C is the normal end.
        }
        catch (SocketException failure)
        {
            throw new UsageException(Words.PlayCannotListen(plan.Listen.ToString(), failure.Message));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(failure.Message);
        }

        return ExitCode.Yes;
    }

    private PlayPlan Read(OptionReader reader, ParseResult arguments)
    {
        var name = arguments.GetValue(service) ?? DefaultService;
        var labels = name.Split('.');
        if (!ServiceName.IsValid(name) || labels.Length > 2 || labels[^1].Length == 0)
        {
            reader.Wrong(Words.PlayNotAService(name));
            labels = DefaultService.Split('.');
        }

        var life = reader.Duration(ttl) ?? DefaultTtl;
        if (life > LongestTtl || life.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            reader.Wrong(Words.PlayNotATtl(reader.Text(ttl)!));
        }

        return new PlayPlan(
            labels[0],
            labels.Length > 1 ? labels[1] : "default",
            reader.Number(pods, 0, PlayVerbs.MostPods) ?? DefaultPods,
            life,
            reader.Number(port, 1, IPEndPoint.MaxPort) ?? DefaultPort,
            Listen(reader),
            reader.Text(resolvConf));
    }

    private IPEndPoint Listen(OptionReader reader)
    {
        if (reader.Text(listen) is not { } text)
        {
            return new IPEndPoint(IPAddress.Loopback, 0);
        }

        if (Peer.TryParse(text, out var where) && where.HostName is null)
        {
            return new IPEndPoint(where.Address, where.Port ?? 0);
        }

        reader.Wrong(Words.NotAnAddress(listen.Name, text, withPort: true));
        return new IPEndPoint(IPAddress.Loopback, 0);
    }
}
