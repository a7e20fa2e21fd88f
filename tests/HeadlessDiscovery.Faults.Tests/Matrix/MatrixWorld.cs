using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Simulation;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>What is true at this moment: the pods, the name server that runs, the configuration file; and the fault, while it lasts.</summary>
internal sealed class MatrixWorld : IDisposable
{
    public const string Server = "10.96.0.10";
    public const string OtherServer = "10.96.0.20";
    public const uint HonestTtl = 5;

    private readonly MatrixFault fault;
    private readonly Random random;
    private readonly string directory = Directory.CreateTempSubdirectory("matrix").FullName;
    private string[] podsBefore;
    private string nameServer = Server;
    private bool isFaulty;

    public MatrixWorld(MatrixFault fault, SimulatedTime time, Random random)
    {
        (this.fault, Time, this.random) = (fault, time, random);
        Pods = fault.IsDualStack
            ? [.. Enumerable.Range(1, 4).SelectMany(i => (string[])[$"10.244.0.{i}", $"fd00:10:244::{i}"])]
            : [.. Enumerable.Range(1, 7).Select(i => $"10.244.0.{i}")];
        Own = fault.IsDualStack ? Pods[..2] : Pods[..1];
        podsBefore = Pods;
        Transport = new ScriptedTransport(AnswerAsync);
        WriteConfiguration(text => text);
    }

    public SimulatedTime Time { get; }

    public ScriptedTransport Transport { get; }

    public string ResolvConfPath => Path.Combine(directory, "resolv.conf");

    /// <summary>The addresses of all pods, this one first.</summary>
    public string[] Pods { get; private set; }

    public string[] Own { get; }

    /// <summary>Whom the list should have.</summary>
    public IEnumerable<string> Peers => Pods.Skip(Own.Length);

    public string[] Half => Pods[..(Pods.Length / 2)];

    /// <summary>The only address at which anybody answers.</summary>
    public string? LiveServer { get; set; } = Server;

    /// <summary>When the fault was over; null while it is not.</summary>
    public TimeSpan? RecoveredAt { get; private set; }

    public void BeginFault()
    {
        isFaulty = true;
        fault.Begins(this);
    }

    public void EndFault()
    {
        isFaulty = false;
        RecoveredAt = Time.Elapsed;
        fault.Ends(this);
    }

    /// <summary>Leaves so many addresses.</summary>
    public void Shrink(int to) => (podsBefore, Pods) = (Pods, Pods[..to]);

    public int Chance(int outOf) => random.Next(outOf);

    /// <summary>One of two replicas: one knows the truth, the other is behind, by a removal or by half of the pods.</summary>
    public string[] OfSomeReplica() => Chance(2) == 0 ? Pods : podsBefore.Length > Pods.Length ? podsBefore : Half;

    /// <summary>What fits: half of the truth, and TC.</summary>
    public FakeDnsMessage Part(ScriptedTransport.Exchange asked)
    {
        var part = new FakeDnsMessage(asked.Question) { Truncated = true };
        part.Answers.AddRange(Truly(asked, Half).Answers);
        return part;
    }

    public FakeDnsMessage Truly(ScriptedTransport.Exchange asked, string[] pods, uint ttl = HonestTtl)
    {
        var family = asked.Question.Type == DnsRecordType.A ? System.Net.Sockets.AddressFamily.InterNetwork : System.Net.Sockets.AddressFamily.InterNetworkV6;
        var found = pods.Where(address => IPAddress.Parse(address).AddressFamily == family).ToArray();
        return asked.Question.Name != "web.shop.svc.cluster.local." ? FakeDnsMessage.Negative(asked.Question, 3)
            : found.Length == 0 ? FakeDnsMessage.Negative(asked.Question, 0)
            : FakeDnsMessage.Addresses(asked.Question, ttl, found);
    }

    public async Task<DnsExchange> LateAsync(ScriptedTransport.Exchange asked, TimeSpan delay, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, Time, cancellationToken);
        return DnsExchange.Of(Truly(asked, Pods));
    }

    public void Move(string server)
    {
        LiveServer = nameServer = server;
        WriteConfiguration(text => text);
    }

    public void WriteConfiguration(Func<string, string> spoil)
    {
        File.WriteAllText(ResolvConfPath, spoil($"search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver {nameServer}\noptions ndots:5\n"));
        File.SetLastWriteTimeUtc(ResolvConfPath, DateTime.UnixEpoch.AddYears(50) + Time.Elapsed);
    }

    public void DeleteConfiguration() => File.Delete(ResolvConfPath);

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private ValueTask<DnsExchange> AnswerAsync(ScriptedTransport.Exchange asked, CancellationToken cancellationToken)
    {
        if (asked.Server.Address.ToString() != LiveServer)
        {
            return ScriptedTransport.Silent(cancellationToken);
        }

        if (isFaulty && fault.Answer(this, asked, cancellationToken) is { } faulty)
        {
            if (fault.IsOnce)
            {
                EndFault();
            }

            return new ValueTask<DnsExchange>(faulty);
        }

        return ValueTask.FromResult(DnsExchange.Of(Truly(asked, Pods)));
    }
}
