using System.CommandLine;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Plain;
using HeadlessDiscovery.Tool.Text;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Commands.Wait;

/// <summary><c>wait NAME --min N</c>: ends when the members are there; for init containers.</summary>
internal sealed class WaitCommand : ToolCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Argument<string?> service;
    private readonly LookupOptions asking;
    private readonly Option<string?> minimum;
    private readonly Option<string?> duration;
    private readonly Option<string?> stable;

    public WaitCommand(Words words)
        : base("wait", words.Wait, words)
    {
        service = ServiceArgument(words);
        asking = new LookupOptions(words);
        minimum = new Option<string?>("--min") { Description = words.OptionMinimum, HelpName = "N" };
        duration = new Option<string?>("--for") { Description = words.OptionWaitFor, HelpName = "60s" };
        stable = new Option<string?>("--stable") { Description = words.OptionStable, HelpName = "5s" };
        Arguments.Add(service);
        asking.AddTo(this);
        Options.Add(minimum);
        Options.Add(duration);
        Options.Add(stable);
    }

    public override IReadOnlyList<Example> Examples => Words.WaitExamples;

    public override IReadOnlyList<string> Exits => Words.WaitExits;

    public override async Task<int> RunAsync(ParseResult arguments, Invocation invocation, CancellationToken cancellationToken)
    {
        var reader = new OptionReader(arguments, Words);
        var name = reader.Service(service);
        var asked = asking.Read(reader);
        var least = reader.Number(minimum, 1, int.MaxValue) ?? 1;
        var most = reader.Duration(duration) ?? TimeSpan.FromSeconds(60);
        var steady = ReadStable(reader, most);
        if (most > Longest)
        {
            reader.Wrong(Words.OutOfRange("--for", reader.Text(duration)!, "1ms", "24h"));
        }

        reader.ThrowIfWrong();
        var startTimestamp = invocation.Host.Time.GetTimestamp();
        var session = invocation.Open(name, asked);
        await using (session.ConfigureAwait(false))
        {
            var ended = await session.WaitAsync(least, steady, most, cancellationToken).ConfigureAwait(false);
            return Tell(invocation, name, ended, invocation.Host.Time.GetElapsedTime(startTimestamp));
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
