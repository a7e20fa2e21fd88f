using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HeadlessDiscovery.Telemetry;

/// <summary>The instruments of the meter "HeadlessDiscovery", named and measured as OpenTelemetry wants (seconds, not milliseconds).</summary>
internal sealed class ResolverMetrics
{
    public const string MeterName = "HeadlessDiscovery";

    // The advice of the semantic convention for dns.lookup.duration.
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
    private static readonly Lazy<ResolverMetrics> Process = new(() => new ResolverMetrics(new Meter(MeterName)));

    private readonly ConcurrentDictionary<IObservedResolver, bool> resolvers = new();
    private readonly Histogram<double> duration;
    private readonly Counter<long> lookups;
    private readonly Counter<long> changes;

    public ResolverMetrics(IMeterFactory factory)
        : this(factory.Create(MeterName))
    {
    }

    private ResolverMetrics(Meter meter)
    {
        duration = meter.CreateHistogram("dns.lookup.duration", "s", "How long a lookup took.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        lookups = meter.CreateCounter<long>("headless_discovery.lookups", "{lookup}", "Lookups by outcome.");
        changes = meter.CreateCounter<long>("headless_discovery.changes", "{change}", "Peers that were added or removed.");
        meter.CreateObservableUpDownCounter("headless_discovery.peers", Peers, "{peer}", "Peers that are known, present or held.");
        meter.CreateObservableGauge("headless_discovery.stale.duration", () => Each(resolver => resolver.StaleFor.TotalSeconds), "s", "How long the list has been stale; 0 while it is fresh.");
        meter.CreateObservableGauge("headless_discovery.answer.age", Ages, "s", "Time since the last verified answer.");
        meter.CreateObservableGauge("headless_discovery.self", () => Each(resolver => resolver.Current.Self == SelfPresence.Present ? 1 : 0), "{pod}", "Whether this pod's address is in the answer.");
    }

    /// <summary>The instruments of resolvers that no container made.</summary>
    public static ResolverMetrics OfProcess => Process.Value;

    public void Observe(IObservedResolver resolver) => resolvers.TryAdd(resolver, true);

    public void Forget(IObservedResolver resolver) => resolvers.TryRemove(resolver, out _);

    public void LookedUp(string service, in TelemetryEvent looked)
    {
        try
        {
            Measure(service, looked);
        }
        catch (Exception)
        {
            // A listener of the application threw: its measurement is lost, and the loop goes on.
        }
    }

    public void Changed(string service, PeerChange change)
    {
        Count("added", change.Added.Length);
        Count("removed", change.Removed.Length);

        void Count(string kind, int number)
        {
            try
            {
                if (number > 0)
                {
                    changes.Add(number, new("service", service), new("kind", kind));
                }
            }
            catch (Exception)
            {
                // As above.
            }
        }
    }

    private void Measure(string service, in TelemetryEvent looked)
    {
        if (duration.Enabled)
        {
            var tags = new TagList { { "service", service }, { "dns.question.name", looked.Question.TrimEnd('.') } };
            if (looked.Outcome == LookupOutcome.Unknown)
            {
                tags.Add("error.type", looked.Reason.ToCode());
            }

            duration.Record(looked.Took.TotalSeconds, tags);
        }

        if (lookups.Enabled)
        {
            lookups.Add(1, new("service", service), new("outcome", looked.Outcome.ToCode()));
        }
    }

    private IEnumerable<Measurement<long>> Peers()
    {
        foreach (var resolver in resolvers.Keys)
        {
            var snapshot = resolver.Current;
            yield return new Measurement<long>(snapshot.Count - snapshot.Held.Length, new("service", resolver.Service), new("state", "present"));
            yield return new Measurement<long>(snapshot.Held.Length, new("service", resolver.Service), new("state", "held"));
        }
    }

    private IEnumerable<Measurement<double>> Ages()
    {
        foreach (var resolver in resolvers.Keys)
        {
            if (resolver.AnswerAge is { } age)
            {
                yield return new Measurement<double>(age.TotalSeconds, new KeyValuePair<string, object?>("service", resolver.Service));
            }
        }
    }

    private IEnumerable<Measurement<T>> Each<T>(Func<IObservedResolver, T> read)
        where T : struct =>
        resolvers.Keys.Select(resolver => new Measurement<T>(read(resolver), new KeyValuePair<string, object?>("service", resolver.Service)));
}

/// <summary>What the observable instruments read of a resolver.</summary>
internal interface IObservedResolver
{
    /// <summary>The attribute <c>service</c>: the registration name, or the service of a resolver without one.</summary>
    string Service { get; }

    PeerSnapshot Current { get; }

    /// <summary>Since the last verified answer; null before the first.</summary>
    TimeSpan? AnswerAge { get; }

    /// <summary>How long the list has been stale; zero while it is fresh.</summary>
    TimeSpan StaleFor { get; }
}
