using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using HeadlessDiscovery.Telemetry;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace HeadlessDiscovery.Tests.Watching;

/// <summary>Code of the application that retries or blocks forever: it delays news, and neither stops the loop nor hides that it stands.</summary>
public sealed class StandingLoopTests : IDisposable
{
    // TTL 5 s, the longest interval 30 s, the limit of a lookup 15 s.
    private static readonly TimeSpan Overdue = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly ServiceProvider provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualResetEventSlim released = new();
    private readonly ManualResetEventSlim blocked = new();

    public enum Blocker
    {
        Logger,
        Measurement,
        SpanStart,
        SpanEnd,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IMeterFactory Meters => provider.GetRequiredService<IMeterFactory>();

    [Fact]
    public async Task A_pipeline_that_retries_for_ever_turns_the_list_stale_is_logged_once_and_the_loop_goes_on()
    {
        var service = new WatchedService(options => options.ConfigureLookup = RetryForEver);
        await service.FirstAsync();
        service.Answers("SERVFAIL");
        service.Time.Advance(TimeSpan.FromSeconds(5));
        await service.AskedAsync();
        service.Time.Advance(Overdue - TimeSpan.FromSeconds(5) - Moment);
        Assert.False(service.Resolver.Current.IsStale);
        service.Time.Advance(Moment);
        Assert.True(service.Resolver.Current.IsStale);
        Assert.Equal((2, LookupReason.Deadline), (service.Resolver.Current.Count, service.Resolver.Current.LastReason));

        // The loop takes its next turns, each with the pipeline again.
        await Waiting.UntilAsync(() => service.Logged.Count(line => line.StartsWith("Debug 6", StringComparison.Ordinal)) >= 3, () => service.Time.Advance(TimeSpan.FromSeconds(1)));
        Assert.True(service.Resolver.Current.IsStale);
        service.Answers("A:10.0.0.1,10.0.0.2");
        await Waiting.UntilAsync(() => !service.Resolver.Current.IsStale, () => service.Time.Advance(TimeSpan.FromSeconds(1)));
        service.Answers("SERVFAIL");
        await DisposedAsync(service);
        Assert.Single(service.Logged, line => line.StartsWith("Warning 15:", StringComparison.Ordinal));
        Assert.Single(service.Logged, line => line.StartsWith("Information 5:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pipeline_that_never_ends_whatever_is_cancelled_costs_one_lookup_until_it_does()
    {
        var entered = 0;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var service = new WatchedService(options => options.ConfigureLookup = lookup => lookup.AddStrategy(
            _ => new Blocks(() => Interlocked.Increment(ref entered) == 1 ? Task.CompletedTask : gate.Task), new Nothing()));
        await service.FirstAsync();
        service.Time.Advance(TimeSpan.FromSeconds(5));
        await Waiting.UntilAsync(() => Volatile.Read(ref entered) == 2);
        await Waiting.UntilAsync(() => service.Logged.Count(line => line.StartsWith("Debug 6", StringComparison.Ordinal)) >= 4, () => service.Time.Advance(TimeSpan.FromSeconds(5)));
        Assert.True(service.Resolver.Current.IsStale);
        Assert.Equal(2, Volatile.Read(ref entered));
        gate.SetResult();
        await Waiting.UntilAsync(() => !service.Resolver.Current.IsStale, () => service.Time.Advance(TimeSpan.FromSeconds(1)));
        await DisposedAsync(service);
    }

    [Fact]
    public async Task A_disposal_waits_for_no_pipeline_that_never_ends()
    {
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var service = new WatchedService(options => options.ConfigureLookup = lookup => lookup.AddStrategy(_ => new Blocks(() => never.Task), new Nothing()));
        var refresh = service.Resolver.RefreshAsync(Token).AsTask();
        await DisposedAsync(service);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => refresh);
        never.SetResult();
    }

    [Fact]
    public async Task An_explanation_in_a_pipeline_that_never_ends_holds_the_loop_up_for_one_turn_at_most()
    {
        var entered = 0;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var service = new WatchedService(options => options.ConfigureLookup = lookup => lookup.AddStrategy(
            _ => new Blocks(() => Interlocked.Increment(ref entered) == 2 ? gate.Task : Task.CompletedTask), new Nothing()));
        await service.FirstAsync();
        var explaining = service.Resolver.ExplainAsync(CancellationToken.None).AsTask();
        await Waiting.UntilAsync(() => Volatile.Read(ref entered) == 2);
        await Waiting.UntilAsync(() => explaining.IsCompleted, () => service.Time.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal((LookupOutcome.Unknown, LookupReason.Deadline), ((await explaining).Outcome, (await explaining).Reason));
        gate.SetResult();
        service.Answers("A:10.0.0.1,10.0.0.2,10.0.0.3");
        await Waiting.UntilAsync(() => service.Resolver.Current.Count == 3, () => service.Time.Advance(TimeSpan.FromSeconds(1)));
        await DisposedAsync(service);
    }

    [Fact]
    public async Task A_pipeline_that_never_ends_before_the_first_answer_is_logged_once_and_the_reason_is_known()
    {
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var service = new WatchedService(options => options.ConfigureLookup = lookup => lookup.AddStrategy(_ => new Blocks(() => never.Task), new Nothing()));
        var refresh = service.Resolver.RefreshAsync(Token).AsTask();
        await Waiting.UntilAsync(() => service.Resolver.Current.LastReason == LookupReason.Deadline, () => service.Time.Advance(TimeSpan.FromSeconds(1)));
        Assert.False(service.Resolver.Current.IsResolved);

        // The lookup may have begun a second after the loop; it then ends a second after the list is overdue.
        await Waiting.UntilAsync(() => refresh.IsCompleted, () => service.Time.Advance(TimeSpan.FromSeconds(1)));
        await Assert.ThrowsAnyAsync<PeerResolutionException>(() => refresh);
        await Waiting.UntilAsync(() => service.Logged.Count(line => line.StartsWith("Debug 6", StringComparison.Ordinal)) >= 3, () => service.Time.Advance(TimeSpan.FromSeconds(5)));
        await DisposedAsync(service);
        Assert.Single(service.Logged, line => line.StartsWith("Warning 15:", StringComparison.Ordinal));
        never.SetResult();
    }

    [Theory]
    [InlineData(Blocker.Logger)]
    [InlineData(Blocker.Measurement)]
    [InlineData(Blocker.SpanStart)]
    [InlineData(Blocker.SpanEnd)]
    public async Task A_logger_or_listener_that_blocks_for_ever_stops_no_lookup_no_refresh_and_no_disposal(Blocker blocker)
    {
        using var measurements = new MeterListener();
        using var spans = new ActivityListener { Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData };
        var service = new WatchedService(
            services: services => services with
            {
                Metrics = new ResolverMetrics(Meters),
                Logger = blocker == Blocker.Logger ? new BlocksAtSix(services.Logger, Block) : services.Logger,
            },
            name: "blocked");
        if (blocker == Blocker.Measurement)
        {
            measurements.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, Meters))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            measurements.SetMeasurementEventCallback<double>((_, _, _, _) => Block());
            measurements.Start();
        }
        else if (blocker is Blocker.SpanStart or Blocker.SpanEnd)
        {
            // Every resolver of this process has this source: those of other tests are let through.
            spans.ShouldListenTo = source => source.Name == ResolverMetrics.MeterName;
            spans.ActivityStopped = span => BlockOwn(span, blocker == Blocker.SpanEnd);
            spans.ActivityStarted = span => BlockOwn(span, blocker == Blocker.SpanStart);
            ActivitySource.AddActivityListener(spans);
        }

        var reader = service.Resolver.WatchAsync(Token).GetAsyncEnumerator(Token);
        await reader.DisposeAsync();
        await Waiting.UntilAsync(() => service.Resolver.Current.IsResolved);
        Assert.True(blocked.Wait(TimeSpan.FromSeconds(30), Token));

        for (var n = 3; n < 9; n++)
        {
            service.Answers($"A:{string.Join(',', Enumerable.Range(1, n).Select(i => $"10.0.0.{i}"))}");
            var refresh = service.Resolver.RefreshAsync(Token).AsTask();
            service.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(n, (await refresh.WaitAsync(TimeSpan.FromSeconds(30), Token)).Count);
        }

        await DisposedAsync(service);
        released.Set();

        // In order, once it is let go.
        await Waiting.UntilAsync(() => service.Logged.Count(line => line.StartsWith("Information 3:", StringComparison.Ordinal)) == 7);
        Assert.Equal(
            Enumerable.Range(2, 7).Select(n => $"peers now: {n}."),
            service.Logged.Where(line => line.StartsWith("Information 3:", StringComparison.Ordinal)).Select(line => line[line.IndexOf("peers now", StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task A_logger_that_blocks_costs_a_bounded_queue_and_what_was_lost_is_counted()
    {
        var lines = new ConcurrentQueue<string>();
        var logger = new Collects(lines, Block);
        var queue = new TelemetryQueue("web", new ResolverMetrics(Meters), new TransitionLog(logger, "web", new HeadlessPeersOptions(), [], "test"), logger);
        Post();
        Assert.True(blocked.Wait(TimeSpan.FromSeconds(30), Token));
        for (var i = 0; i < TelemetryQueue.Capacity + 7; i++)
        {
            Post();
        }

        released.Set();
        await queue.CloseAsync().WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(1 + TelemetryQueue.Capacity, lines.Count(line => line.StartsWith("10 ", StringComparison.Ordinal)));
        Assert.Equal("16 web: 7 events were not logged or measured because a logger or a listener blocked.", Assert.Single(lines, line => line.StartsWith("16 ", StringComparison.Ordinal)));

        // Who has something to log after the end logs it on its own thread.
        Post();
        Assert.StartsWith("10 ", lines.Last(), StringComparison.Ordinal);

        void Post() => queue.Post(new TelemetryEvent { Kind = TelemetryEventKind.HandlerFailed, Error = new InvalidOperationException() });
    }

    [Fact]
    public async Task A_report_that_throws_costs_its_own_line_only()
    {
        var lines = new ConcurrentQueue<string>();
        var logger = new Collects(lines, () => throw new InvalidOperationException("a defect"));
        var queue = new TelemetryQueue("web", new ResolverMetrics(Meters), new TransitionLog(logger, "web", new HeadlessPeersOptions(), [], "test"), logger);
        for (var i = 0; i < 3; i++)
        {
            queue.Post(new TelemetryEvent { Kind = TelemetryEventKind.HandlerFailed, Error = new InvalidOperationException() });
        }

        await queue.CloseAsync().WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(3, lines.Count);
    }

    [Fact]
    public async Task An_exception_inside_a_turn_is_logged_and_the_loop_goes_on()
    {
        var draws = 0;
        await using var service = new WatchedService(
            options => options.RefreshJitter = 0.1,
            services => services with { Random = () => Interlocked.Increment(ref draws) == 2 ? throw new InvalidOperationException("a defect") : 0 });
        var first = await service.FirstAsync();
        service.Answers("A:10.0.0.1,10.0.0.2,10.0.0.3");
        var refresh = service.Resolver.RefreshAsync(Token).AsTask();
        service.Time.Advance(TimeSpan.FromSeconds(1));
        var thrown = await Assert.ThrowsAsync<PeerResolutionException>(() => refresh);
        Assert.Equal("a defect", thrown.InnerException!.Message);
        service.Time.Advance(TimeSpan.FromSeconds(5));
        await Waiting.UntilAsync(() => service.Resolver.Current.Count == 3);
        Assert.Equal(2, first.Count);
        Assert.Single(service.Logged, line => line.StartsWith("Error 11:", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        released.Set();
        provider.Dispose();
    }

    private static void RetryForEver(ResiliencePipelineBuilder lookup) => lookup.AddRetry(new RetryStrategyOptions { MaxRetryAttempts = int.MaxValue, Delay = TimeSpan.FromSeconds(1) });

    private static async Task DisposedAsync(WatchedService service)
    {
        var disposal = service.DisposeAsync().AsTask();
        await Waiting.UntilAsync(() => disposal.IsCompleted, () => service.Time.Advance(TimeSpan.FromSeconds(1)));
        await disposal;
    }

    private void Block()
    {
        blocked.Set();
        released.Wait(Token);
    }

    private void BlockOwn(Activity span, bool blocks)
    {
        if (blocks && Equals(span.GetTagItem("service"), "blocked"))
        {
            Block();
        }
    }

    private sealed class Nothing : ResilienceStrategyOptions;

    private sealed class Blocks(Func<Task> gate) : ResilienceStrategy
    {
        protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
        {
            await gate();
            return await callback(context, state);
        }
    }

    private sealed class BlocksAtSix(ILogger inner, Action block) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            if (eventId.Id == 6)
            {
                block();
            }
        }
    }

    private sealed class Collects(ConcurrentQueue<string> lines, Action block) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue($"{eventId.Id} {formatter(state, exception)}");
            block();
        }
    }
}
