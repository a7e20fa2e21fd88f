using System.Collections.Immutable;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Options;

namespace HeadlessDiscovery.Lookup;

/// <summary>Looks the peers up in DNS: configuration, candidates, questions, one outcome.</summary>
internal sealed class DnsPeerLookup : IPeerLookup
{
    private readonly HeadlessPeersOptions options;
    private readonly OwnAddresses own;
    private readonly TimeProvider time;

    // Ends what no lookup waits for.
    private readonly CancellationToken stopping;
    private readonly ConfigurationSource source;
    private readonly ServerHealth health;
    private readonly LookupWatch watch;
    private readonly AddressQuestions addressQuestions;
    private readonly ServiceQuestions? serviceQuestions;
    private readonly EndpointNames endpointNames;
    private readonly ServerProbe probe;
    private readonly AnswerNotes answerNotes;
    private readonly NamePin pin = new();
    private LookupPlan? last;
    private int rotation;

    public DnsPeerLookup(HeadlessPeersOptions options, string serviceName, OwnAddresses own, IDnsTransport transport, TimeProvider time, CancellationToken stopping = default)
    {
        this.options = options;
        this.own = own;
        this.time = time;
        this.stopping = stopping;
        source = new ConfigurationSource(options, serviceName, time);
        health = new ServerHealth(time);
        watch = new LookupWatch(source, options.LookupTimeout, time);
        var asker = new QuestionAsker(transport, health, options.HedgeDelay, time);
        addressQuestions = new AddressQuestions(asker, options.Port);
        serviceQuestions = options.PortName is null ? null : new ServiceQuestions(asker, time);
        endpointNames = new EndpointNames(asker, time);
        probe = new ServerProbe(transport, health, time);
        answerNotes = new AnswerNotes(options, own, new BriefQuery(asker, time));
    }

    public LookupPlan Plan() => source.Read();

    public void Unpin() => pin.Drop();

    public ValueTask<LookupReport> AskAsync(LookupMode mode, CancellationToken cancellationToken) => AskAsync(mode, isRepeat: false, cancellationToken);

    private async ValueTask<LookupReport> AskAsync(LookupMode mode, bool isRepeat, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var plan = ReadPlan(now: !isRepeat && !mode.Hedge);
        if (plan.Configuration.NameServers.IsEmpty || plan.Candidates.IsEmpty)
        {
            return Unasked(plan);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var context = NewContext(plan, mode, ending.Token, cancellationToken);
        if (mode.Probes)
        {
            probe.Start(FirstQuestion(plan, context), context, stopping);
        }

        LookupReport report;
        watch.Begin(ending);
        try
        {
            var answer = await AnswerAsync(plan, context, ending.Token).ConfigureAwait(false);
            report = await ReportAsync(plan, answer, mode, context, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        finally
        {
            watch.End();
        }

        // Nobody answered, and other servers are configured now.
        return watch.HasChanged && !isRepeat && !report.Answer.IsVerified ? await AskAsync(mode, isRepeat: true, cancellationToken).ConfigureAwait(false) : report;
    }

    private async ValueTask<LookupReport> ReportAsync(LookupPlan plan, PeerAnswer answer, LookupMode mode, AskContext context, CancellationToken cancellationToken)
    {
        if (answer is { IsVerified: true, Name: not null })
        {
            // Before the question about the kind: that its answer did not fit says nothing about the addresses.
            pin.Won(answer, context);
        }

        var (notes, named) = await answerNotes.MakeAsync(plan, answer, mode, context, cancellationToken).ConfigureAwait(false);
        context.End();
        return new LookupReport
        {
            Answer = answer,
            Plan = plan,
            ViaCname = answer.Canonical is not null,
            Notes = notes,
            HostNames = named.HostNames,
            NamedAddresses = named.Addresses,
            Duration = context.ReadDuration() ?? TimeSpan.Zero,
            Context = context,
        };
    }

    private LookupPlan ReadPlan(bool now)
    {
        var plan = source.Read(now);
        if (last is { } before && !ReferenceEquals(before, plan))
        {
            health.KeepOnly(plan.Configuration.NameServers);
            serviceQuestions?.Forget();

            // S-26: another list may mean another service; other servers alone do not.
            if (!before.Candidates.SequenceEqual(plan.Candidates))
            {
                pin.Drop();
            }
        }

        last = plan;
        return plan;
    }

    private AskContext NewContext(LookupPlan plan, LookupMode mode, CancellationToken deadline, CancellationToken caller)
    {
        var servers = health.Order(plan.Configuration.NameServers, plan.Configuration.Rotate ? rotation++ : 0);
        return new AskContext(plan.Configuration, servers, time)
        {
            Hedge = mode.Hedge,
            Known = mode.Known,
            ClusterZones = plan.ClusterZones,
            Candidates = plan.Candidates,
            LeftOutNames = plan.NotQueried,
            TcpFirst = pin.TcpFirst,
            Deadline = deadline,
            Caller = caller,
        };
    }

    public async ValueTask<PeerEvidence> ConfirmAsync(LookupReport report, EvidenceRequest request, CancellationToken cancellationToken)
    {
        if (report.Context is not { } context || (pin.Name ?? report.Answer.Name) is not { } name)
        {
            return PeerEvidence.None;
        }

        using var deadline = new Deadline(options.LookupTimeout, time, cancellationToken);
        try
        {
            return await endpointNames.AskAsync(name, request, context.Beside(deadline.Token, cancellationToken), deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return PeerEvidence.None;
        }
    }

    private DnsRecordType[] FamiliesOf(AskContext context) => FamilyChoice.Of(options.Family, own, context.Configuration);

    private DnsQuestion FirstQuestion(LookupPlan plan, AskContext context)
    {
        var name = pin.Name ?? plan.Candidates[0];
        return options.PortName is null
            ? new DnsQuestion(name, FamiliesOf(context)[0])
            : new DnsQuestion(ServiceLabels.Asked(options, name), DnsRecordType.Srv);
    }

    private ValueTask<PeerAnswer> AnswerAsync(LookupPlan plan, AskContext context, CancellationToken cancellationToken)
    {
        var purpose = pin.Name is null ? QuestionPurpose.Candidate : QuestionPurpose.Pinned;
        return options.PortName is not null ? ServicesAsync(plan, purpose, context, cancellationToken)
            : pin.Name is { } pinned ? addressQuestions.AskAsync(QueryOf(pinned, purpose, context), context, cancellationToken)
            : AddressesAsync(plan.Candidates, purpose, context, cancellationToken);
    }

    private async ValueTask<PeerAnswer> AddressesAsync(IReadOnlyList<string> candidates, QuestionPurpose purpose, AskContext context, CancellationToken cancellationToken)
    {
        var answer = await CandidateWalk.AskAsync(candidates, name => addressQuestions.AskAsync(QueryOf(name, purpose, context), context, cancellationToken)).ConfigureAwait(false);

        if (answer.Outcome != LookupOutcome.Empty)
        {
            return answer;
        }

        // Nobody under any name: that holds for each family.
        PeerAnswer[] families = [.. FamiliesOf(context).Select(family => answer with { Family = PeerAddress.FamilyOf(family) })];
        return families is [var only] ? only : answer with { Families = [.. families] };
    }

    private AddressQuery QueryOf(string name, QuestionPurpose purpose, AskContext context) => new(name, FamiliesOf(context), purpose) { IsOfService = true };

    private async ValueTask<PeerAnswer> ServicesAsync(LookupPlan plan, QuestionPurpose purpose, AskContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> candidates = pin.Name is { } pinned ? [pinned] : plan.Candidates;
        var answer = await CandidateWalk.AskAsync(candidates, AskAsync).ConfigureAwait(false);
        if (answer.Outcome != LookupOutcome.Empty)
        {
            return answer;
        }

        async ValueTask<PeerAnswer> AskAsync(string name) =>
            AliasRule.Judge(name, await serviceQuestions!.AskAsync(new AddressQuery(name, FamiliesOf(context), purpose), ServiceLabels.Asked(options, name), context, cancellationToken).ConfigureAwait(false), context.LeftOutNames);

        // No such port name is a mistake, not an empty service: the addresses tell the two apart.
        var plain = await AddressesAsync(candidates, QuestionPurpose.Beside, context, cancellationToken).ConfigureAwait(false);
        return plain.Outcome switch
        {
            LookupOutcome.Empty => answer,
            LookupOutcome.Unknown => new PeerAnswer { Outcome = LookupOutcome.Unknown, Reason = plain.Reason },
            _ => new PeerAnswer
            {
                Outcome = LookupOutcome.Unknown,
                Reason = LookupReason.Unverified,
                Notes = [new LookupNote(LookupNoteKind.NoSuchPortName, $"{plain.Name} has addresses but no port named '{options.PortName}' ({options.Protocol}): set PortName to a port name of the Service, or use Port.") { About = plain.Name!, Value = $"_{options.PortName}._{options.Protocol}" }],
            },
        };
    }

    private static LookupReport Unasked(LookupPlan plan) => new()
    {
        Answer = new PeerAnswer
        {
            Outcome = LookupOutcome.Unknown,
            Reason = plan.Configuration.NameServers.IsEmpty ? LookupReason.NoServers : LookupReason.Unverified,
        },
        Plan = plan,
        Notes = plan.Configuration.NameServers.IsEmpty
            ? []
            : [new LookupNote(LookupNoteKind.NoCandidate, $"No name can be queried for '{plan.ServiceName}': every candidate was skipped.") { About = plan.ServiceName }],
    };
}
