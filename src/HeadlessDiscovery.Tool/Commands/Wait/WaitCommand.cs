using System.CommandLine;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Plain;
using HeadlessDiscovery.Tool.Text;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Commands.Wait;

/// <summary><c>wait NAME --min N</c>: ends when the members are there; for init containers.</summary>
internal sealed class WaitCommand(Words words) : ServiceCommand<WaitLimits>("wait", words.Wait, words)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Option<string?> minimum = new("--min") { Description = words.OptionMinimum, HelpName = "N" };
    private readonly Option<string?> duration = new("--for") { Description = words.OptionWaitFor, HelpName = "60s" };
    private readonly Option<string?> stable = new("--stable") { Description = words.OptionStable, HelpName = "5s" };

    protected override IEnumerable<Option> OwnOptions => [.. base.OwnOptions, minimum, duration, stable];

    protected override WaitLimits Read(OptionReader reader)
    {
        var most = reader.Duration(duration) ?? TimeSpan.FromSeconds(60);
        var limits = new WaitLimits(reader.Number(minimum, 1, int.MaxValue) ?? 1, ReadStable(reader, most), most);
        if (most > Longest)
        {
            reader.Wrong(Words.OutOfRange("--for", reader.Text(duration)!, "1ms", "24h"));
        }

        return limits;
    }

    protected override async Task<int> RunAsync(Invocation invocation, ServiceRequest<WaitLimits> request, CancellationToken cancellationToken)
    {
        var startTimestamp = invocation.Host.Time.GetTimestamp();
        var (least, stableFor, longest) = request.Settings;
        var session = invocation.Open(request.Service, request.Lookup);
        await using (session.ConfigureAwait(false))
        {
            var ended = await session.WaitAsync(least, stableFor, longest, cancellationToken).ConfigureAwait(false);
            return Tell(invocation, request.Service, ended, invocation.Host.Time.GetElapsedTime(startTimestamp));
        }
    }

    // No longer than the wait itself: the default gives way, what was asked for does not.
    private TimeSpan ReadStable(OptionReader reader, TimeSpan most)
    {
        var usual = TimeSpan.FromSeconds(5) < most ? TimeSpan.FromSeconds(5) : most;
        if (reader.Text(stable) is not { } text)
        {
            return usual;
        }

        if (!DurationText.TryParse(text, out var value))
        {
            reader.Wrong(Words.NotADuration("--stable", text));
        }
        else if (value > most)
        {
            reader.Wrong(Words.StableTooLong(text));
        }

        return value;
    }

    private int Tell(Invocation invocation, string name, PeerReadiness ended, TimeSpan waited)
    {
        var exitCode = ended.Reason switch
        {
            PeerReadinessReason.Ready => ExitCode.Yes,
            PeerReadinessReason.Undecided => ExitCode.CouldNotAsk,
            _ => ExitCode.No,
        };
        var sentence = Words.Waited(ended, waited);
        switch (invocation.Format)
        {
            case OutputFormat.Json:
                invocation.Json(WaitJson.Of(name, ended, exitCode, waited));
                break;
            case OutputFormat.Plain:
                PlainLines.Write(invocation.Console, ended.Snapshot);
                invocation.Aside(sentence);
                break;
            default:
                invocation.Line(sentence, new Style(exitCode == ExitCode.Yes ? Color.Green : Color.Red));
                break;
        }

        return exitCode;
    }
}

/// <summary>When waiting ends.</summary>
/// <param name="Minimum">With so many members.</param>
/// <param name="StableFor">That have not changed for so long.</param>
/// <param name="Longest">At the latest after so long.</param>
internal sealed record WaitLimits(int Minimum, TimeSpan StableFor, TimeSpan Longest);
