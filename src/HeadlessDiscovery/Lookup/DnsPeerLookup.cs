using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Options;

namespace HeadlessDiscovery.Lookup;

/// <summary>Looks the peers up in DNS: configuration, candidates, questions, one outcome.</summary>
internal sealed class DnsPeerLookup : IPeerLookup
{
    private readonly HeadlessPeersOptions options;
    private readonly OwnAddresses own;
    private readonly TimeProvider time;
    private readonly ConfigurationSource source;
    private readonly ServerHealth health;
    private readonly AddressQuestions addressQuestions;
    private readonly ServiceQuestions serviceQuestions;
    private readonly KindCheck kind;
    private readonly NamePin pin = new();
    private readonly HashSet<string> kindChecked = new(StringComparer.OrdinalIgnoreCase);
    private LookupPlan? last;
    private int rotation;

    public DnsPeerLookup(HeadlessPeersOptions options, string serviceName, OwnAddresses own, IDnsTransport transport, TimeProvider time)
    {
        this.options = options;
        this.own = own;
        this.time = time;
        source = new ConfigurationSource(options, serviceName, time);
        health = new ServerHealth(time);
        var asker = new QuestionAsker(transport, health, options.HedgeDelay, time);
        addressQuestions = new AddressQuestions(asker, options.Port);
        serviceQuestions = new ServiceQuestions(asker);
        kind = new KindCheck(asker, time);
    }

    public LookupPlan Plan() => source.Read();

    public void Unpin() => pin.Drop();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LookupReport> AskAsync(LookupMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var startTimestamp = time.GetTimestamp();
        var plan = ReadPlan();
        if (plan.Configuration.NameServers.IsEmpty || plan.Candidates.IsEmpty)
        {
            return Unasked(plan);
        }

        using var deadline = new CancellationTokenSource(options.LookupTimeout, time);
        using var caller = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        var context = NewContext(plan, mode, deadline.Token, cancellationToken);
        try
        {
            var (answer, name) = await WalkAsync(plan, context, deadline.Token).ConfigureAwait(false);
            var (notes, hostNames) = await NotesAsync(plan, answer, name, mode, context, deadline.Token).ConfigureAwait(false);
            if (answer.Outcome == LookupOutcome.Found)
            {
                pin.Won(answer, name!, context);
            }

            context.End();
            return Report(plan, context, answer, name, notes, hostNames, startTimestamp);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    private LookupPlan ReadPlan()
    {
        var plan = source.Read();
        if (last is { } before && !ReferenceEquals(before, plan))
        {
            health.KeepOnly(plan.Configuration.NameServers);

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
            FreshSockets = mode.Confirm,
            TcpFirst = pin.TcpFirst,
            Deadline = deadline,
            Caller = caller,
        };
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(CandidateAnswer Answer, string? Name)> WalkAsync(LookupPlan plan, AskContext context, CancellationToken cancellationToken)
    {
        var families = FamilyChoice.Of(options.Family, own, plan.Configuration);
        var pinned = pin.Name;
        IReadOnlyList<string> candidates = pinned is null ? plan.Candidates : [pinned];
        var purpose = pinned is null ? QuestionPurpose.Candidate : QuestionPurpose.Pinned;
        if (options.PortName is null)
        {
            return await CandidateWalk.AskAsync(candidates, name => addressQuestions.AskAsync(name, families, purpose, context, cancellationToken)).ConfigureAwait(false);
        }

        var (answer, winner) = await CandidateWalk.AskAsync(
            candidates, name => serviceQuestions.AskAsync(ServiceLabels.Asked(options, name), families, purpose, context, cancellationToken)).ConfigureAwait(false);
        if (answer.Outcome != LookupOutcome.Empty)
        {
            return (answer, winner);
        }

        // No such port name is a mistake, not an empty service: the addresses tell the two apart.
        var (plain, where) = await CandidateWalk.AskAsync(candidates, name => addressQuestions.AskAsync(name, families, QuestionPurpose.Beside, context, cancellationToken)).ConfigureAwait(false);
        return plain.Outcome switch
        {
            LookupOutcome.Empty => (answer, null),
            LookupOutcome.Unknown => (new CandidateAnswer { Outcome = LookupOutcome.Unknown, Reason = plain.Reason }, where),
            _ => (new CandidateAnswer
            {
                Outcome = LookupOutcome.Unknown,
                Reason = LookupReason.Unverified,
                Notes = [new LookupNote(LookupNoteKind.NoSuchPortName, $"{where} has addresses but no port named '{options.PortName}' ({options.Protocol}): set PortName to a port name of the Service, or use Port.") { About = where!, Value = $"_{options.PortName}._{options.Protocol}" }],
            }, where),
        };
    }

    private async ValueTask<(ImmutableArray<LookupNote> Notes, ImmutableArray<string> HostNames)> NotesAsync(
        LookupPlan plan, CandidateAnswer answer, string? name, LookupMode mode, AskContext context, CancellationToken cancellationToken)
    {
        if (answer.Outcome != LookupOutcome.Found)
        {
            return (answer.Notes, []);
        }

        var note = answer.Canonical is null ? null : KindCheck.Alias(name!, answer.Canonical, Asked(plan));
        IEnumerable<string> targets = answer.Targets;
        if (note is null && options.PortName is null && (mode.HostNames || (KindCheck.MayBeVirtual(answer.Peers, own) && kindChecked.Add(name!))))
        {
            targets = await kind.AskAsync(name!, context, cancellationToken).ConfigureAwait(false);
        }

        note ??= KindCheck.FromTargets(name!, targets);
        return (note is null ? answer.Notes : answer.Notes.Add(note), mode.HostNames ? HostNames(targets) : []);
    }

    private static ImmutableArray<string> HostNames(IEnumerable<string> targets) =>
        [.. targets.Select(target => target.TrimEnd('.')).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    private IEnumerable<string> Asked(LookupPlan plan) => plan.Candidates.Select(candidate => ServiceLabels.Asked(options, candidate));

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
            : [new LookupNote(LookupNoteKind.NoCandidate, $"No name can be asked for '{plan.ServiceName}': every candidate was left out.") { About = plan.ServiceName }],
    };

    private LookupReport Report(LookupPlan plan, AskContext context, CandidateAnswer answer, string? name, ImmutableArray<LookupNote> notes, ImmutableArray<string> hostNames, long startTimestamp) => new()
    {
        Answer = new PeerAnswer
        {
            Outcome = answer.Outcome,
            Reason = answer.Reason,
            Peers = answer.Peers,
            Ttl = answer.Ttl,
            Name = answer.Outcome == LookupOutcome.Found ? name : null,
        },
        Plan = plan,
        ViaCname = answer.Canonical is not null,
        Notes = notes,
        HostNames = hostNames,
        Duration = time.GetElapsedTime(startTimestamp),
        ReadAsked = context.ReadTrace,
    };
}
