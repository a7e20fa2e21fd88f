using System.Globalization;
using System.Net;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Play;

/// <summary>The commands that are typed: each changes the cluster, or throws <see cref="UsageException"/> and changes nothing.</summary>
internal sealed class PlayVerbs
{
    public const int MostPods = 1_000;
    private const string All = "all";
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly PlayCluster cluster;
    private readonly TimeProvider time;
    private readonly Words words;
    private readonly Dictionary<string, Func<string[], CancellationToken, Task>> verbs;

    public PlayVerbs(PlayCluster cluster, TimeProvider time, Words words)
    {
        (this.cluster, this.time, this.words) = (cluster, time, words);
        verbs = new(StringComparer.Ordinal)
        {
            ["add"] = AtOnce(Add),
            ["remove"] = AtOnce(given => Each(given, "remove", cluster.Remove)),
            ["ready"] = AtOnce(given => Each(given, "ready", pod => pod.Pod.Ready = true)),
            ["unready"] = AtOnce(given => Each(given, "unready", pod => pod.Pod.Ready = false)),
            ["terminate"] = AtOnce(given => Each(given, "terminate", pod => pod.Pod.Terminate())),
            ["publish"] = AtOnce(Publish),
            ["on"] = AtOnce(On),
            ["off"] = AtOnce(Off),
            ["stop"] = (given, _) => Bare(given, "stop", () => cluster.StopAsync()),
            ["start"] = (given, token) => Bare(given, "start", () => cluster.StartAsync(token)),
            ["wait"] = WaitAsync,
        };
    }

    public IEnumerable<string> Names => verbs.Keys;

    /// <exception cref="UsageException">The line is not a command.</exception>
    public Task RunAsync(string verb, string[] given, CancellationToken cancellationToken) =>
        verbs.TryGetValue(verb, out var run) ? run(given, cancellationToken) : throw new UsageException(Unknown(verb));

    private string Unknown(string verb)
    {
        var near = Spelling.Near(verb, words.PlayCommands.Select(command => command.Line.Split(' ')[0]));
        return near.Count > 0 ? $"{words.PlayUnknown(verb)} {words.DidYouMean(near)}" : words.PlayUnknown(verb);
    }

    private static Func<string[], CancellationToken, Task> AtOnce(Action<string[]> run) => (given, _) =>
    {
        run(given);
        return Task.CompletedTask;
    };

    private void Add(string[] given)
    {
        var added = new List<(string? HostName, IPAddress? Address)>();
        foreach (var word in given.Length > 0 ? given : ["1"])
        {
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                ThrowIfTooMany(added.Count + Math.Min(count, MostPods + 1));
                added.AddRange(Enumerable.Repeat<(string?, IPAddress?)>((null, null), count));
                continue;
            }

            var pod = Read(word);
            if ((pod.HostName is { } name && (cluster.Has(name) || added.Exists(other => other.HostName == name)))
                || (pod.Address is { } address && (cluster.Has(address) || added.Exists(other => address.Equals(other.Address)))))
            {
                throw new UsageException(words.PlayPodExists(word));
            }

            added.Add(pod);
        }

        ThrowIfTooMany(added.Count);
        foreach (var (name, address) in added)
        {
            cluster.Add(name, address);
        }
    }

    private void ThrowIfTooMany(int added)
    {
        if (cluster.Pods.Count + added > MostPods)
        {
            throw new UsageException(words.PlayTooMany(MostPods));
        }
    }

    // HOST, IP, or HOST=IP.
    private (string? HostName, IPAddress? Address) Read(string word)
    {
        var parts = word.Split('=', 2);
        if (parts.Length == 1 && IPAddress.TryParse(word, out var only))
        {
            return (null, only);
        }

        IPAddress? address = null;
        if (!ServiceName.IsValid(parts[0]) || parts[0] == All || parts[0].Contains('.', StringComparison.Ordinal) || (parts.Length > 1 && !IPAddress.TryParse(parts[1], out address)))
        {
            throw new UsageException(words.PlayNotAPod(word));
        }

        return (parts[0], address);
    }

    private void Each(string[] given, string verb, Action<PlayPod> change)
    {
        if (given.Length == 0)
        {
            throw Wrong(verb);
        }

        var meant = given.SelectMany(word => word == All ? cluster.Pods : [Named(word)]).Distinct().ToArray();
        foreach (var pod in meant)
        {
            change(pod);
        }
    }

    private PlayPod Named(string word) =>
        cluster.Pods.FirstOrDefault(pod => pod.Name == word || pod.Pod.Addresses.Any(address => address.ToString() == word))
        ?? throw new UsageException(words.PlayNoPod(word));

    private void Publish(string[] given) => cluster.Service.PublishNotReadyAddresses = given switch
    {
        ["on"] => true,
        ["off"] => false,
        _ => throw Wrong("publish"),
    };

    private void On(string[] given)
    {
        int? times = given switch
        {
            [_] => null,
            [_, var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => count,
            _ => throw Wrong("on"),
        };
        cluster.Set(Fault(given[0]), times);
    }

    private void Off(string[] given) => cluster.Clear(given switch
    {
        [] => null,
        [var name] => Fault(name),
        _ => throw Wrong("off"),
    });

    private string Fault(string name) => PlayFaults.Has(name) ? name : throw new UsageException(words.PlayNoFault(name, [.. PlayFaults.Names]));

    private Task Bare(string[] given, string verb, Func<Task> run) => given.Length == 0 ? run() : throw Wrong(verb);

    private Task WaitAsync(string[] given, CancellationToken cancellationToken) =>
        given is [var text] && DurationText.TryParse(text, out var duration) && duration <= LongestWait
            ? Task.Delay(duration, time, cancellationToken)
            : throw Wrong("wait");

    private UsageException Wrong(string verb) =>
        new(words.PlayUsage(words.PlayCommands.Single(command => command.Line.Split(' ')[0] == verb).Line));
}
