using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using HeadlessDiscovery.Testing.Faults;
using HeadlessDiscovery.Testing.Wire;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing.Serving;

/// <summary>From the bytes that came to the bytes that go, without a socket in sight.</summary>
internal sealed class Responder(HeadlessServiceServerOptions options, IReadOnlyList<ClusterReplica> replicas, FaultQueue faults, QuestionLog log)
{
    private uint turn;

    public HonestAnswers Answers { get; } = new(options);

    /// <summary>Null for what deserves no answer. One bad question, or a fault's predicate that throws, must not end the server.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The predicates are the test's own code and may throw anything; the listener must go on.")]
    public Reply? Respond(ReadOnlyMemory<byte> message, bool overTcp, IPEndPoint client)
    {
        try
        {
            return Answer(message, overTcp, client);
        }
        catch (Exception e)
        {
            Trace.TraceError($"HeadlessServiceServer gave no answer: {e}");
            return null;
        }
    }

    private Reply? Answer(ReadOnlyMemory<byte> message, bool overTcp, IPEndPoint client)
    {
        if (QueryReader.Read(message.Span) is not { } query)
        {
            return null;
        }

        var limit = AnswerSize.Limit(overTcp, query.EdnsSize, options);
        if (query.Question is { Class: Question.Chaos } chaos && query.Rejection == ResponseCode.Refused && Identity(chaos) is { } identity)
        {
            return new Reply(ResponseWriter.Write(Response.To(query, ResponseCode.NoError) with { Answers = [identity] }, limit, limit).Bytes, Delivery.Normal);
        }

        if (query.Question is not { } question || query.Rejection != 0)
        {
            var rejected = RecordFaults.Bare(Response.To(query, query.Rejection), query.Rejection);
            return new Reply(ResponseWriter.Write(rejected, limit, limit).Bytes, Delivery.Normal);
        }

        var replica = replicas[PickReplica()];
        var asked = Describe(query, question, overTcp, client, replica.Index);
        var view = replica.View();
        var scene = new FaultScene(query, question, message, overTcp, view) { Honest = q => Answers.Answer(replica, view, q) };
        if (Answers.HeldFailure(replica, question) is { } held)
        {
            return Answer(scene, asked, held, limit).Reply;
        }

        var effect = faults.Take(asked);
        var (reply, code) = Answer(scene, asked, effect, limit);
        if (effect is not null && code == ResponseCode.ServFail)
        {
            Answers.HoldFailure(replica, question, effect);
        }

        return reply;
    }

    // TXT records of class CH identify the replica: CoreDNS only has them with its chaos plugin, and refuses all others.
    private DnsRecord? Identity(Question question) =>
        options.Chaos && question is { Type: RecordType.Txt, Key: "hostname.bind" or "id.server" }
            ? RecordData.ChaosText(question.Name, $"coredns-{PickReplica()}")
            : null;

    private (Reply Reply, int? Code) Answer(FaultScene scene, AskedQuestion asked, FaultEffect? effect, int limit)
    {
        var delivery = (scene.OverTcp ? effect?.OverTcp : effect?.OverUdp) ?? Delivery.Normal;
        if (delivery.IsSilent || delivery.IsClosed)
        {
            log.Add(asked with { Fault = effect?.Name });
            return (new Reply([], delivery), null);
        }

        var honest = effect is { IsBlind: true } ? Response.To(scene.Query, ResponseCode.NoError) : Honest(scene);
        var response = effect?.Alter(scene, honest) ?? honest;
        var written = ResponseWriter.Write(response, limit, Math.Min(limit, AnswerSize.PlainLimit(scene.OverTcp)));
        log.Add(asked with { Fault = effect?.Name, ResponseCode = response.Code, Records = written.Answers, IsTruncated = written.IsTruncated });
        return (new Reply(effect?.Alter(scene, written.Bytes) ?? written.Bytes, delivery), response.Code);
    }

    private static Response Honest(FaultScene scene)
    {
        var answer = scene.Honest(scene.Question);
        return Response.To(scene.Query, answer.Code) with
        {
            Authoritative = answer.Authoritative,
            Answers = answer.Answers,
            Authority = answer.Authority,
            Additional = answer.Additional,
        };
    }

    private int PickReplica() => replicas.Count == 1 ? 0 : options.RotateReplicas
        ? (int)((Interlocked.Increment(ref turn) - 1) % (uint)replicas.Count)
        : Answers.Shuffler.Next(replicas.Count);

    private AskedQuestion Describe(Query query, Question question, bool overTcp, IPEndPoint client, int replica) => new()
    {
        Name = question.Name + ".",
        Type = Enum.IsDefined(question.Type)
            ? Enum.GetName(question.Type)!.ToUpperInvariant()
            : string.Create(CultureInfo.InvariantCulture, $"TYPE{(int)question.Type}"),
        Transport = overTcp ? "tcp" : "udp",
        EdnsSize = query.EdnsSize,
        Client = client,
        Replica = replica,
        At = options.TimeProvider.GetUtcNow(),
    };
}
