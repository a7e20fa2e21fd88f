using HeadlessDiscovery.Testing.Faults;
using HeadlessDiscovery.Testing.Wire;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing.Serving;

/// <summary>The answer without faults: from the cache in front, else from that of the replica, else from what the replica sees.</summary>
internal sealed class HonestAnswers(HeadlessServiceServerOptions options)
{
    private readonly TimeProvider time = options.TimeProvider;

    public Shuffler Shuffler { get; } = new(options.Seed);

    public ClusterCache? Front { get; set; } = options.CountDownCache ? new ClusterCache { DenialTtl = TimeSpan.MaxValue } : null;

    public ZoneAnswer Answer(ClusterReplica replica, ZoneView view, Question question) =>
        Through(Front, question, () => OverTcp(question, Through(replica.Cache, question, () => Shuffler.Shuffle(Names.Answer(view, question)))));

    /// <summary>The fault whose SERVFAIL a cache still holds, or null.</summary>
    public FaultEffect? HeldFailure(ClusterReplica replica, Question question) =>
        Front?.HeldFailure(question, time) ?? replica.Cache?.HeldFailure(question, time);

    public void HoldFailure(ClusterReplica replica, Question question, FaultEffect fault)
    {
        Front?.HoldFailure(question, time, fault);
        replica.Cache?.HoldFailure(question, time, fault);
    }

    // The cache in front queries over the network, and uses TCP for what does not fit into UDP.
    private ZoneAnswer OverTcp(Question question, ZoneAnswer answer)
    {
        if (Front is null)
        {
            return answer;
        }

        var limit = AnswerSize.Limit(overTcp: true, ednsSize: null, options);
        var response = new Response { Id = 0, Question = question, Answers = answer.Answers, Authority = answer.Authority, Additional = answer.Additional };
        return answer with { IsTooLarge = ResponseWriter.Write(response, limit, limit).IsTruncated };
    }

    private ZoneAnswer Through(ClusterCache? cache, Question question, Func<ZoneAnswer> ask)
    {
        if (cache is null)
        {
            return ask();
        }

        var answer = cache.Answer(question, time, ask);
        return cache.Shuffles ? Shuffler.Shuffle(answer) : answer;
    }
}
