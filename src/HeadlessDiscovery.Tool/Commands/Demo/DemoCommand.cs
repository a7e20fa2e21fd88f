using System.CommandLine;
using System.Net.Sockets;
using HeadlessDiscovery.Tool.Commands.Demo.Screens;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Demo;

/// <summary><c>demo</c>: a headless service on this machine, real pods, real faults, and a story that judges itself.</summary>
internal sealed class DemoCommand(Words words) : ToolCommand("demo", words.Demo, words)
{
    // The story takes about 75 s; a promise that is kept too late is a broken one.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(118);

    public override bool HasLevels => false;

    public override async Task<int> RunAsync(ParseResult arguments, Invocation invocation, CancellationToken cancellationToken)
    {
        var ledger = new Ledger(invocation.Host.Time);
        try
        {
            var cluster = await Cluster.StartAsync(invocation.Host.Time, cancellationToken).ConfigureAwait(false);
            await using (cluster.ConfigureAwait(false))
            {
                var screen = Screen.For(invocation, cluster, ledger);
                await using (screen.ConfigureAwait(false))
                {
                    await TellAsync(cluster, ledger, screen, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C is a normal end: the summary says how far it came.
        }
        catch (SocketException failure)
        {
            throw new UsageException(Words.DemoNeedsLoopback(failure.Message));
        }

        Summary.Write(invocation, ledger);
        return ledger.IsBroken ? ExitCode.No : ExitCode.Yes;
    }

    private async Task TellAsync(Cluster cluster, Ledger ledger, Screen screen, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(Longest, cluster.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await new DemoStory(cluster, ledger, screen, Words).TellAsync(ending.Token).ConfigureAwait(false);
        }
        catch (BrokenPromiseException broken)
        {
            ledger.Broke(broken.Kind, broken.Message);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            ledger.Broke(PromiseKind.Agreement, Words.DemoTooLong(Longest));
        }
        finally
        {
            ledger.Standings = Scores.Of(cluster.Contest, ledger.FalseRemovals);
        }
    }
}
